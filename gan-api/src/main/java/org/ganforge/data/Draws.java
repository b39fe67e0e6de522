package org.ganforge.data;

import java.util.SplittableRandom;

/**
 * Random numbers with the same bits on every Java version and machine: only uses the generator's
 * {@code nextLong}, since the JDK doesn't specify how it derives doubles and Gaussians.
 */
final class Draws {
  private final SplittableRandom random;

  Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Returns a uniformly distributed number in {@code [low, high)}. */
  double uniform(double low, double high) {
    return low + (high - low) * ((random.nextLong() >>> 11) * 0x1.0p-53);
  }

  /**
   * Returns a number with mean 0 and standard deviation {@code deviation}, never beyond 3.5
   * deviations: the sum of four uniform numbers, so that no outlier makes a digit unreadable.
   */
  double bell(double deviation) {
    double sum = uniform(-1, 1) + uniform(-1, 1) + uniform(-1, 1) + uniform(-1, 1);
    return deviation * sum * Math.sqrt(0.75);
  }

  /** Returns an integer in {@code [0, bound)}. */
  int below(int bound) {
    return (int) uniform(0, bound);
  }
}
