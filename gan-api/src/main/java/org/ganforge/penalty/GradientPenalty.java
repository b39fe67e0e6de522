package org.ganforge.penalty;

import org.ganforge.internal.Checks;

/**
 * The gradient penalty of WGAN-GP (Gulrajani et al. 2017): {@code weight * mean((|g| - target)^2)},
 * g being the gradient of the discriminator's output with respect to an image between a real and a
 * generated one, {@code e r + (1 - e) f} with e uniform in [0, 1] for each pair. There are as many
 * pairs as the smaller batch has images.
 *
 * @param weight the factor of the penalty, above 0; 10 by default
 * @param target the gradient norm it pulls towards, 0 or more; 1 by default
 * @param oneSided whether only norms above the target are penalized, {@code max(0, |g| - target)};
 *     false by default
 * @param every the interval in turns of the discriminator; 1 by default
 */
public record GradientPenalty(double weight, double target, boolean oneSided, int every)
    implements Penalty {
  /** Checks the arguments. */
  public GradientPenalty {
    Checks.positive("gradient_penalty weight", weight);
    Checks.notNegative("gradient_penalty target", target);
    Checks.positive("gradient_penalty every", every);
  }

  /** Returns the two-sided penalty with weight 10 and target 1. */
  public static GradientPenalty of() {
    return new GradientPenalty(10, 1, false, 1);
  }

  /** Returns a copy with this {@code weight}. */
  public GradientPenalty withWeight(double weight) {
    return new GradientPenalty(weight, target, oneSided, every);
  }

  /** Returns a copy with this {@code target}. */
  public GradientPenalty withTarget(double target) {
    return new GradientPenalty(weight, target, oneSided, every);
  }

  /** Returns a copy that penalizes only norms above the target, or norms on both sides of it. */
  public GradientPenalty withOneSided(boolean oneSided) {
    return new GradientPenalty(weight, target, oneSided, every);
  }

  /**
   * Returns a copy that is computed in every {@code every}-th turn, multiplied by {@code every}.
   */
  public GradientPenalty withEvery(int every) {
    return new GradientPenalty(weight, target, oneSided, every);
  }

  @Override
  public boolean takesReal() {
    return true;
  }

  @Override
  public boolean takesFake() {
    return true;
  }

  @Override
  public boolean bounds() {
    return true;
  }
}
