package org.ganforge.data;

import java.util.SplittableRandom;

/**
 * Random numbers with the same bits on every Java version and machine: only {@code nextLong} of the
 * generator is used, since the JDK promises nothing about how it makes doubles and Gaussians of it.
 */
final class Draws {
  private final SplittableRandom random;

  Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Returns a number of {@code [low, high)}, all equally likely. */
  double uniform(double low, double high) {
    return low + (high - low) * ((random.nextLong() >>> 11) * 0x1.0p-53);
  }

  /**
   * Returns a number around 0 with standard deviation {@code deviation} and never beyond 3.5 of
   * them: the sum of four uniform numbers, so no outlier makes a digit unreadable.
   */
  double bell(double deviation) {
    double sum = uniform(-1, 1) + uniform(-1, 1) + uniform(-1, 1) + uniform(-1, 1);
    return deviation * sum * Math.sqrt(0.75);
  }

  /** Returns a whole number of {@code [0, bound)}. */
  int below(int bound) {
    return (int) uniform(0, bound);
  }
}
