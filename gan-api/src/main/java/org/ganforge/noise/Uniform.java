package org.ganforge.noise;

import org.ganforge.internal.Checks;

/**
 * Uniform noise on {@code [minval, maxval)}.
 *
 * @param minval the lower bound, -1 by default
 * @param maxval the upper bound, excluded; 1 by default
 */
public record Uniform(double minval, double maxval) implements Noise {
  /** Checks that the range is not empty. */
  public Uniform {
    Checks.finite("uniform minval", minval);
    Checks.positive("uniform maxval - minval", maxval - minval);
  }

  /** Returns noise on [-1, 1). */
  public static Uniform of() {
    return new Uniform(-1, 1);
  }

  /** Returns a copy with this lower bound. */
  public Uniform withMinval(double minval) {
    return new Uniform(minval, maxval);
  }

  /** Returns a copy with this upper bound. */
  public Uniform withMaxval(double maxval) {
    return new Uniform(minval, maxval);
  }
}
