package org.ganforge.error;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mistake in the user's input: a spec, a file, an option. Its message is one line that says where
 * it is, what was expected, what was found, and how to fix it:
 *
 * <pre>{@code
 * generator.layers[4] (Conv2D conv2d_2): expected a rank-3 input [height, width, channels] but found [128]; put a Reshape before it
 * }</pre>
 */
public final class InvalidInputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

  /** In characters; a longer quotation would bury the rest of the message. */
  private static final int LONGEST_FIND = 500;

  private static final int LONGEST_PLACE = 1000;

  private final String where;
  private final String problem;

  /**
   * Makes the exception from the four parts of its message.
   *
   * @param where the place: a JSON path, a layer, a file, an option
   * @param expected what should be there
   * @param found what is there instead; shortened to 500 characters
   * @param wayOut how to fix it
   */
  public InvalidInputException(String where, String expected, String found, String wayOut) {
    this(
        shorten(where, LONGEST_PLACE),
        "expected " + expected + " but found " + shorten(found, LONGEST_FIND) + "; " + wayOut,
        null);
  }

  /**
   * Returns an exception that reports several mistakes at once.
   *
   * @param where the place
   * @param expected what should be there
   * @param found what is there instead, each shortened to 500 characters
   * @param wayOut how to fix them
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

  /** The quoted input may be a megabyte long. */
  private static String shorten(String text, int most) {
    return text.length() <= most
        ? text
        : text.substring(0, most) + "... (" + text.length() + " characters)";
  }

  /**
   * Returns text from a user, such as a file name, on one line: line breaks and other control
   * characters are escaped, as they are in messages.
   */
  public static String oneLine(String text) {
    return BREAKS.matcher(text).replaceAll(InvalidInputException::escape);
  }

  private static String escape(MatchResult broken) {
    return String.format(Locale.ROOT, "\\\\u%04x", (int) broken.group().charAt(0));
  }

  /**
   * Returns the same mistake, located within the enclosing place {@code outer}: {@code outer where:
   * problem}.
   */
  public InvalidInputException inside(String outer) {
    return new InvalidInputException(where.isEmpty() ? outer : outer + " " + where, problem, this);
  }

  /** Returns the same mistake at another place, for callers that can locate it better. */
  public InvalidInputException at(String place) {
    return new InvalidInputException(place, problem, this);
  }

  /** Returns where the mistake is; empty if only the caller knows. */
  public String where() {
    return where;
  }

  /** Returns the message without the place. */
  public String problem() {
    return problem;
  }
}
