package org.ganforge.tf.truth;

/** The standard normal distribution. */
final class NormalDistribution {
  /** Beyond this the tail is below the precision of a double. */
  private static final double END = 9;

  private NormalDistribution() {}

  static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /**
   * Returns the share of numbers below {@code x}: 1/2 + density(x) (x + x^3/3 + x^5/(3 5) + ...), a
   * series whose terms all have the same sign (Marsaglia 2004).
   */
  static double cumulative(double x) {
    if (Math.abs(x) > END) {
      return x > 0 ? 1 : 0;
    }
    double term = x;
    double sum = 0;
    for (int odd = 3; sum + term != sum; odd += 2) {
      sum += term;
      term *= x * x / odd;
    }
    return 0.5 + sum * density(x);
  }
}
