package org.ganforge.examples.option;

import java.util.Arrays;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;

/** The range of images on the command line: {@code 0,1} or {@code -1,1}. */
public final class RangeArgument {
  private RangeArgument() {}

  /**
   * Returns the range in an option's value.
   *
   * @throws InvalidInputException if it is not one of these
   */
  public static ValueRange read(String option, String value) {
    return Arrays.stream(ValueRange.values())
        .filter(range -> text(range).equals(value.replaceAll("[\\[\\] ]", "")))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    option,
                    "0,1 or -1,1",
                    '"' + value + '"',
                    "give the range of the generator's images"));
  }

  /** Returns the range as it is written on the command line. */
  public static String text(ValueRange range) {
    return (int) range.low() + "," + (int) range.high();
  }
}
