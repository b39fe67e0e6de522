package org.ganforge;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.error.InvalidInputException;

/**
 * A mistake in a spec and its whole message.
 *
 * @param type the record that rejects it
 * @param attempt the mistake
 * @param message the message
 */
public record Refusal(Class<?> type, ThrowingCallable attempt, String message) {
  /** The message after the place for a 0 that should be at least 1. */
  public static final String BELOW_ONE =
      ": expected a whole number of at least 1 but found 0; give 1 or more";

  /** The message after the place for a -1 that should be at least 0. */
  public static final String BELOW_ZERO =
      ": expected a whole number of at least 0 but found -1; give 0 or more";

  /** The message after the place for a 0 that should be a number above 0. */
  public static final String NOT_ABOVE_ZERO =
      ": expected a number above 0 but found 0; give a number above 0";

  /** The message after the place for a -0.5 that should not be negative. */
  public static final String NEGATIVE =
      ": expected a number of at least 0 but found -0.5; give 0 or more";

  /** The message after the place for NaN. */
  public static final String NOT_A_NUMBER =
      ": expected a finite number but found NaN; give a finite number";

  /** The message after the place for infinity. */
  public static final String INFINITE =
      ": expected a finite number but found Infinity; give a finite number";

  /** Asserts that the attempt fails with exactly this line. */
  public void check() {
    assertThatThrownBy(attempt).isInstanceOf(InvalidInputException.class).hasMessage(message);
    if (message.contains("\n")) {
      throw new AssertionError("more than one line: " + message);
    }
  }

  /** Returns the part of the message that identifies the check. */
  String rule() {
    return message.substring(0, message.indexOf(" but found "));
  }

  @Override
  public String toString() {
    return type.getSimpleName() + ": " + message;
  }
}
