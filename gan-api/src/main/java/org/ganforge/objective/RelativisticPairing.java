package org.ganforge.objective;

/**
 * The relativistic pairing loss on raw scores (Jolicoeur-Martineau 2018; R3GAN, Huang et al. 2025):
 * each real image is paired with a generated one, and the discriminator minimizes {@code
 * mean(softplus(f - r))}, the generator {@code mean(softplus(r - f))}. Both networks' updates take
 * real and generated images, with as many pairs as the smaller batch has images. R3GAN adds the
 * penalties R1 and R2, without which training may diverge.
 */
public record RelativisticPairing() implements Objective {
  /** Returns the objective. */
  public static RelativisticPairing of() {
    return new RelativisticPairing();
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
