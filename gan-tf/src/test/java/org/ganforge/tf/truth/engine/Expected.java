package org.ganforge.tf.truth.engine;

import java.util.Arrays;

/**
 * The right numbers of one output, or of one gradient.
 *
 * <p>Errors are relative to {@code scale}. That is the largest number or, if large terms cancel,
 * the size of the terms, since float32 can do no better.
 */
final class Expected {
  private final String name;
  private final double[] values;
  private final double scale;

  private Expected(String name, double[] values, double scale) {
    this.name = name;
    this.values = values;
    this.scale = scale;
  }

  /** Returns numbers that are not much smaller than their terms. */
  static Expected of(String name, double[] values) {
    return new Expected(name, values, Arrays.stream(values).map(Math::abs).max().orElse(0));
  }

  /** Returns numbers whose terms are as large as {@code scale}. */
  static Expected of(String name, double[] values, double scale) {
    return new Expected(name, values, scale);
  }

  String name() {
    return name;
  }

  /** Returns the largest error relative to the scale; infinite if a number is missing. */
  double error(float[] answer) {
    if (answer.length != values.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int i = 0; i < values.length; i++) {
      double error = Math.abs(answer[i] - values[i]);
      largest = error <= largest ? largest : error; // keeps NaN
    }
    return largest == 0 ? 0 : Double.isNaN(largest) ? Double.POSITIVE_INFINITY : largest / scale;
  }
}
