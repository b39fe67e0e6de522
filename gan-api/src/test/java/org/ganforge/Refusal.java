package org.ganforge;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.error.InvalidInputException;

/**
 * One mistake in a spec and the whole line that it gives.
 *
 * @param type the record that refuses
 * @param attempt the mistake
 * @param message the line
 */
public record Refusal(Class<?> type, ThrowingCallable attempt, String message) {
  /** What follows the place where 0 stands and at least 1 belongs. */
  public static final String BELOW_ONE =
      ": expected a whole number of at least 1 but found 0; give 1 or more";

  /** What follows the place where -1 stands and at least 0 belongs. */
  public static final String BELOW_ZERO =
      ": expected a whole number of at least 0 but found -1; give 0 or more";

  /** What follows the place where the number 0 stands and one above it belongs. */
  public static final String NOT_ABOVE_ZERO =
      ": expected a number above 0 but found 0; give a number above 0";

  /** What follows the place where -0.5 stands and no negative number belongs. */
  public static final String NEGATIVE =
      ": expected a number of at least 0 but found -0.5; give 0 or more";

  /** What follows the place where NaN stands. */
  public static final String NOT_A_NUMBER =
      ": expected a finite number but found NaN; give a finite number";

  /** What follows the place where infinity stands. */
  public static final String INFINITE =
      ": expected a finite number but found Infinity; give a finite number";

  /** Asserts that the attempt fails with this one line, word for word. */
  public void check() {
    assertThatThrownBy(attempt).isInstanceOf(InvalidInputException.class).hasMessage(message);
    if (message.contains("\n")) {
      throw new AssertionError("more than one line: " + message);
    }
  }

  /** Returns the part of the message that tells one check of a record from another. */
  String rule() {
    return message.substring(0, message.indexOf(" but found "));
  }

  @Override
  public String toString() {
    return type.getSimpleName() + ": " + message;
  }
}
