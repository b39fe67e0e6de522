package org.ganforge.data;

import java.io.IOException;
import java.util.DoubleSummaryStatistics;
import org.ganforge.error.InvalidInputException;

/** How the numbers of an array are converted to bytes, depending on their range. */
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

  private static final int CHUNK = 1 << 16;

  abstract double toByte(double value);

  byte rounded(double value) {
    return (byte) Math.round(toByte(value));
  }

  /**
   * Determines an array's scale by reading its numbers: bytes up to the first above 1, others to
   * the end.
   *
   * @param size the count of numbers
   * @throws InvalidInputException if they are in none of the usual ranges
   */
  static NpyScale of(String where, NpyNumbers.Origin origin, NpyHeader header, long size)
      throws IOException {
    if (header.type().equals("u1")) {
      return isMask(where, origin, size) ? ZERO_TO_ONE : BYTES;
    }
    DoubleSummaryStatistics range = new DoubleSummaryStatistics();
    try (NpyNumbers numbers = NpyNumbers.open(where, origin)) {
      numbers.read(size, range);
    }
    return of(where, header.isWhole(), range.getMin(), range.getMax());
  }

  /** Returns whether no byte is above 1; reads up to the first that is. */
  private static boolean isMask(String where, NpyNumbers.Origin origin, long size)
      throws IOException {
    try (NpyNumbers numbers = NpyNumbers.open(where, origin)) {
      for (long rest = size; rest > 0; rest -= CHUNK) {
        byte[] chunk = new byte[(int) Math.min(rest, CHUNK)];
        numbers.next(chunk);
        for (byte number : chunk) {
          if ((number & 0xff) > 1) {
            return false;
          }
        }
      }
    }
    return true;
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
