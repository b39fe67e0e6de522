package org.ganforge.examples.bench;

import java.util.Collection;

/**
 * The quantiles of a set of numbers.
 *
 * @param least the minimum
 * @param lower the lower quartile
 * @param median the median
 * @param upper the upper quartile
 */
record Quantiles(double least, double lower, double median, double upper) {
  /** Returns the quantiles of at least one number, interpolated linearly. */
  static Quantiles of(Collection<Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Quantiles(sorted[0], at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
