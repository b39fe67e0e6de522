package org.ganforge.examples.serve.http;

import org.ganforge.error.InvalidInputException;

/** A request that gets no result: the HTTP status and one line for the person who sent it. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  private Refusal(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Returns a refusal: where, expected, found, way out. */
  public static Refusal of(int status, String where, String expected, String found, String wayOut) {
    return new Refusal(
        status, where + ": expected " + expected + " but found " + brief(found) + "; " + wayOut);
  }

  /** Returns a refusal with the message of a mistake. */
  public static Refusal of(int status, InvalidInputException mistake) {
    return new Refusal(status, String.valueOf(mistake.getMessage()));
  }

  /** Text from a request is shortened and stripped of control characters. */
  private static String brief(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() > 60 ? line.substring(0, 60) + "..." : line;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  Answer answer() {
    return Answer.error(status, String.valueOf(getMessage()));
  }
}
