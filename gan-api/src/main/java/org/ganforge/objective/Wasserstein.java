package org.ganforge.objective;

/**
 * The Wasserstein loss on raw scores (Arjovsky et al. 2017): {@code mean(f) - mean(r)} for the
 * discriminator, {@code -mean(f)} for the generator. It is only valid for a critic whose slope is
 * bounded, by a gradient penalty (Gulrajani et al. 2017) or by clipped weights, and is rejected
 * otherwise.
 */
public record Wasserstein() implements Objective {
  /** Returns the objective. */
  public static Wasserstein of() {
    return new Wasserstein();
  }

  @Override
  public Outputs outputs() {
    return Outputs.SCORES;
  }

  @Override
  public double threshold() {
    return 0;
  }

  @Override
  public boolean needsBound() {
    return true;
  }
}
