package org.ganforge.regularization;

import org.ganforge.internal.Checks;

/**
 * Clips every trained weight of the discriminator to {@code [-limit, limit]} after each of its
 * updates (Arjovsky et al. 2017). Not to be confused with {@code clipvalue}, which clips gradients.
 *
 * @param limit the largest absolute value of a weight, above 0; 0.01 by default
 */
public record WeightClipping(double limit) implements Regularization {
  /** Checks the limit. */
  public WeightClipping {
    Checks.positive("weight_clipping limit", limit);
  }

  /** Returns clipping to [-0.01, 0.01]. */
  public static WeightClipping of() {
    return new WeightClipping(0.01);
  }

  /** Returns a copy with this {@code limit}. */
  public WeightClipping withLimit(double limit) {
    return new WeightClipping(limit);
  }

  @Override
  public boolean bounds() {
    return true;
  }
}
