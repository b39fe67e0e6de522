package org.ganforge.penalty;

import org.ganforge.internal.Checks;

/**
 * The penalty R2 (Mescheder et al. 2018): {@code gamma / 2 * mean(|g|^2)}, g being the gradient of
 * the discriminator's output with respect to a generated image.
 *
 * @param gamma the factor of the penalty, above 0; 10 by default
 * @param every the interval in turns of the discriminator; 1 by default
 */
public record R2(double gamma, int every) implements Penalty {
  /** Checks the arguments. */
  public R2 {
    Checks.positive("r2 gamma", gamma);
    Checks.positive("r2 every", every);
  }

  /** Returns the penalty with gamma 10, computed in every turn. */
  public static R2 of() {
    return new R2(10, 1);
  }

  /** Returns a copy with this {@code gamma}. */
  public R2 withGamma(double gamma) {
    return new R2(gamma, every);
  }

  /**
   * Returns a copy that is computed in every {@code every}-th turn, multiplied by {@code every}.
   */
  public R2 withEvery(int every) {
    return new R2(gamma, every);
  }

  @Override
  public boolean takesReal() {
    return false;
  }

  @Override
  public boolean takesFake() {
    return true;
  }
}
