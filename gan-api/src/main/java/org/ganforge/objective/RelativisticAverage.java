package org.ganforge.objective;

/**
 * The relativistic average loss on raw scores (Jolicoeur-Martineau 2018): the discriminator learns
 * that real images score above the mean of the generated ones and generated images below the mean
 * of the real ones, {@code mean(softplus(mean(f) - r)) + mean(softplus(f - mean(r)))}; the
 * generator learns the opposite, {@code mean(softplus(mean(r) - f)) + mean(softplus(r - mean(f)))}.
 * Both networks' updates take real and generated images.
 */
public record RelativisticAverage() implements Objective {
  /** Returns the objective. */
  public static RelativisticAverage of() {
    return new RelativisticAverage();
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
  public boolean isRelativistic() {
    return true;
  }
}
