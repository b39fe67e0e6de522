package org.ganforge.observe.tfevents;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ganforge.layer.FloatTensor;

/**
 * Counts numbers in buckets of equal width, like TensorBoard's {@code summary.histogram}. Numbers
 * that are not finite fit into no bucket and are left out.
 */
final class Buckets {
  /** A bucket's start, its end, and how many numbers are in it. */
  static final int COLUMNS = 3;

  private static final int COUNT = 30;

  private Buckets() {}

  /**
   * Returns the rows one after the other; if all numbers are equal, the last row counts them all,
   * and if there are none, every row is 0.
   */
  static double[] of(FloatTensor numbers) {
    double[] all = finite(numbers);
    double least = Arrays.stream(all).min().orElse(0);
    double greatest = Arrays.stream(all).max().orElse(0);
    double width = (greatest - least) / COUNT;
    double[] rows = new double[COUNT * COLUMNS];
    for (int i = 0; i < COUNT; i++) {
      rows[i * COLUMNS] = least + i * width;
      rows[i * COLUMNS + 1] = i == COUNT - 1 ? greatest : least + (i + 1) * width;
    }
    for (double number : all) {
      int bucket = width == 0 ? COUNT - 1 : (int) Math.floor((number - least) / width);
      rows[Math.min(bucket, COUNT - 1) * COLUMNS + 2]++;
    }
    return rows;
  }

  private static double[] finite(FloatTensor numbers) {
    float[] all = numbers.toArray();
    return IntStream.range(0, all.length)
        .mapToDouble(i -> all[i])
        .filter(Double::isFinite)
        .toArray();
  }
}
