package org.ganforge.examples;

import org.ganforge.data.ValueRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The range of images on the command line: {@code 0,1} or {@code -1,1}. */
final class RangeArgument implements ITypeConverter<ValueRange> {
  @Override
  public ValueRange convert(String value) {
    for (ValueRange range : ValueRange.values()) {
      if (text(range).equals(value.replaceAll("[\\[\\] ]", ""))) {
        return range;
      }
    }
    throw new TypeConversionException(
        "expected 0,1 or -1,1 but found \"" + value + "\"; give the range of the images");
  }

  /** Returns the range as it is given. */
  static String text(ValueRange range) {
    return (int) range.low() + "," + (int) range.high();
  }
}
