package org.ganforge.examples.option;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.error.InvalidInputException;

/**
 * How to respond when training produces a non-finite number.
 *
 * @param retries how often to go back to the last checkpoint and continue with half the learning
 *     rates; 0 to stop at once
 */
public record OnDivergence(int retries) {
  public static final OnDivergence STOP = new OnDivergence(0);

  private static final int USUAL_RETRIES = 3;
  private static final Pattern FORM = Pattern.compile("stop|rollback(?::([1-9]\\d{0,2}))?");

  /**
   * Reads {@code stop}, {@code rollback} or {@code rollback:RETRIES}.
   *
   * @throws InvalidInputException if it is not one of them
   */
  public static OnDivergence of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InvalidInputException(
          "--on-divergence",
          "stop, rollback or rollback:RETRIES",
          '"' + text + '"',
          "choose one of them; RETRIES is a whole number from 1 to 999, 3 by default");
    }
    if (text.equals("stop")) {
      return STOP;
    }
    return new OnDivergence(
        form.group(1) == null ? USUAL_RETRIES : Integer.parseInt(form.group(1)));
  }
}
