package org.ganforge.noise;

import org.ganforge.internal.Checks;

/**
 * Normal noise.
 *
 * @param mean the mean, 0 by default
 * @param stddev the standard deviation, above 0; 1 by default
 */
public record Normal(double mean, double stddev) implements Noise {
  /** Checks the arguments. */
  public Normal {
    Checks.finite("normal mean", mean);
    Checks.positive("normal stddev", stddev);
  }

  /** Returns noise with mean 0 and standard deviation 1. */
  public static Normal of() {
    return new Normal(0, 1);
  }

  /** Returns a copy with this mean. */
  public Normal withMean(double mean) {
    return new Normal(mean, stddev);
  }

  /** Returns a copy with this standard deviation. */
  public Normal withStddev(double stddev) {
    return new Normal(mean, stddev);
  }
}
