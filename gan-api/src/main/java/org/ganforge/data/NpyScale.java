package org.ganforge.data;

import java.io.IOException;
import java.util.DoubleSummaryStatistics;
import org.ganforge.error.InvalidInputException;

/** How the numbers of an array become bytes, by the range that they lie in. */
enum NpyScale {
  BYTES {
    @Override
    double toByte(double value) {
      return value;
    }
  },
  ZERO_TO_ONE {
    @Override
    double toByte(double value) {
      return 255 * value;
    }
  },
  MINUS_ONE_TO_ONE {
    @Override
    double toByte(double value) {
      return 255 * (value + 1) / 2;
    }
  };

  abstract double toByte(double value);

  byte rounded(double value) {
    return (byte) Math.round(toByte(value));
  }

  /**
   * Returns the scale of all numbers of an array, which are read for it unless their type says all.
   *
   * @param size how many there are
   * @throws InvalidInputException if they lie in no usual range
   */
  static NpyScale of(String where, NpyNumbers.Origin origin, NpyHeader header, long size)
      throws IOException {
    if (header.type().equals("u1")) {
      return BYTES;
    }
    DoubleSummaryStatistics range = new DoubleSummaryStatistics();
    try (NpyNumbers numbers = NpyNumbers.open(where, origin)) {
      numbers.read(size, range);
    }
    return of(where, header.isWhole(), range.getMin(), range.getMax());
  }

  private static NpyScale of(String where, boolean isWhole, double least, double most) {
    if (least >= 0 && most <= 1) {
      return ZERO_TO_ONE;
    }
    if (least >= -1 && most <= 1 && !isWhole) {
      return MINUS_ONE_TO_ONE;
    }
    if (least >= 0 && most <= 255) {
      return BYTES;
    }
    throw new InvalidInputException(
        where,
        "numbers from 0 to 255, from 0 to 1, or from -1 to 1",
        Double.isNaN(least) ? "NaN" : least + " to " + most,
        "scale them to one of these ranges");
  }
}
