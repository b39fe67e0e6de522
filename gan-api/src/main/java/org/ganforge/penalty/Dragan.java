package org.ganforge.penalty;

import org.ganforge.internal.Checks;

/**
 * The penalty of DRAGAN (Kodali et al. 2017): {@code weight * mean((|g| - target)^2)}, g being the
 * gradient of the discriminator's output with respect to an image near a real one, {@code x + a *
 * perturbation * s * u}, with u uniform in [0, 1] for each number, a uniform in [0, 1] for each
 * image, and s the standard deviation of all numbers in the batch, as in the authors' code.
 *
 * @param weight the factor of the penalty, above 0; 10 by default
 * @param target the gradient norm it pulls towards, 0 or more; 1 by default
 * @param perturbation the largest distance from the real image, in standard deviations, above 0;
 *     0.5 by default
 * @param every the interval in turns of the discriminator; 1 by default
 */
public record Dragan(double weight, double target, double perturbation, int every)
    implements Penalty {
  /** Checks the arguments. */
  public Dragan {
    Checks.positive("dragan weight", weight);
    Checks.notNegative("dragan target", target);
    Checks.positive("dragan perturbation", perturbation);
    Checks.positive("dragan every", every);
  }

  /**
   * Returns the penalty with weight 10, target 1 and half a standard deviation around real images.
   */
  public static Dragan of() {
    return new Dragan(10, 1, 0.5, 1);
  }

  /** Returns a copy with this {@code weight}. */
  public Dragan withWeight(double weight) {
    return new Dragan(weight, target, perturbation, every);
  }

  /** Returns a copy with this {@code target}. */
  public Dragan withTarget(double target) {
    return new Dragan(weight, target, perturbation, every);
  }

  /** Returns a copy with this {@code perturbation}. */
  public Dragan withPerturbation(double perturbation) {
    return new Dragan(weight, target, perturbation, every);
  }

  /**
   * Returns a copy that is computed in every {@code every}-th turn, multiplied by {@code every}.
   */
  public Dragan withEvery(int every) {
    return new Dragan(weight, target, perturbation, every);
  }

  @Override
  public boolean takesReal() {
    return true;
  }

  @Override
  public boolean takesFake() {
    return false;
  }
}
