package org.ganforge.observe.tfevents;

import org.ganforge.layer.FloatTensor;

/** Counts numbers in buckets of equal width, like TensorBoard's {@code summary.histogram}. */
final class Buckets {
  /** A bucket's start, its end, and how many numbers are in it. */
  static final int COLUMNS = 3;

  private static final int COUNT = 30;

  private Buckets() {}

  /**
   * Returns the rows one after the other; if all numbers are equal, the last row counts them all.
   */
  static double[] of(FloatTensor numbers) {
    float[] all = numbers.toArray();
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (float number : all) {
      least = Math.min(least, number);
      greatest = Math.max(greatest, number);
    }
    double width = (greatest - least) / COUNT;
    double[] rows = new double[COUNT * COLUMNS];
    for (int i = 0; i < COUNT; i++) {
      rows[i * COLUMNS] = least + i * width;
      rows[i * COLUMNS + 1] = i == COUNT - 1 ? greatest : least + (i + 1) * width;
    }
    for (float number : all) {
      int bucket = width == 0 ? COUNT - 1 : (int) Math.floor((number - least) / width);
      rows[Math.min(bucket, COUNT - 1) * COLUMNS + 2]++;
    }
    return rows;
  }
}
