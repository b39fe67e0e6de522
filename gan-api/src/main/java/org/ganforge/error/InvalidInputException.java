package org.ganforge.error;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mistake in what a user gave: a spec, a file, an option. Its message is one line that says
 * where, what was expected, what was found and the way out:
 *
 * <pre>{@code
 * generator.layers[4] (Conv2D conv2d_2): expected a rank-3 input [height, width, channels] but found [128]; put a Reshape before it
 * }</pre>
 */
public final class InvalidInputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

  /** A line that fills the screen hides what it says. */
  private static final int LONGEST_FIND = 500;

  private static final int LONGEST_PLACE = 1000;

  private final String where;
  private final String problem;

  /**
   * Makes the exception from the four parts of its message.
   *
   * @param where the place: a JSON path, a layer, a file, an option
   * @param expected what belongs there
   * @param found what was there
   * @param wayOut what to do about it
   */
  public InvalidInputException(String where, String expected, String found, String wayOut) {
    this(
        shorten(where, LONGEST_PLACE),
        "expected " + expected + " but found " + shorten(found, LONGEST_FIND) + "; " + wayOut,
        null);
  }

  /**
   * Returns the exception of several mistakes at once, all of them named.
   *
   * @param where the place
   * @param expected what belongs there
   * @param found what was there, each shortened where it is too long for a line
   * @param wayOut what to do about them
   */
  public static InvalidInputException of(
      String where, String expected, List<String> found, String wayOut) {
    String all =
        found.stream().map(one -> shorten(one, LONGEST_FIND)).collect(Collectors.joining(", "));
    return new InvalidInputException(
        shorten(where, LONGEST_PLACE),
        "expected " + expected + " but found " + all + "; " + wayOut,
        null);
  }

  private InvalidInputException(String where, String problem, @Nullable Throwable cause) {
    super(oneLine(where.isEmpty() ? problem : where + ": " + problem), cause);
    this.where = oneLine(where);
    this.problem = oneLine(problem);
  }

  /** What a user gave may be a megabyte long. */
  private static String shorten(String text, int most) {
    return text.length() <= most
        ? text
        : text.substring(0, most) + "... (" + text.length() + " characters)";
  }

  /**
   * Returns a text that a user gave, such as a file's name, in one line: line breaks and other
   * control characters are escaped, as in the messages.
   */
  public static String oneLine(String text) {
    return BREAKS.matcher(text).replaceAll(InvalidInputException::escape);
  }

  private static String escape(MatchResult broken) {
    return String.format(Locale.ROOT, "\\\\u%04x", (int) broken.group().charAt(0));
  }

  /**
   * Returns the same mistake, seen from the enclosing place {@code outer}: {@code outer where:
   * problem}.
   */
  public InvalidInputException inside(String outer) {
    return new InvalidInputException(where.isEmpty() ? outer : outer + " " + where, problem, this);
  }

  /** Returns the same mistake at another place, for a reader who knows it better. */
  public InvalidInputException at(String place) {
    return new InvalidInputException(place, problem, this);
  }

  /** Returns the place of the mistake; empty where only the caller knows it. */
  public String where() {
    return where;
  }

  /** Returns the message without the place. */
  public String problem() {
    return problem;
  }
}
