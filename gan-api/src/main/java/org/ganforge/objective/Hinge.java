package org.ganforge.objective;

/**
 * The hinge loss on raw scores (Lim and Ye 2017): {@code mean(max(0, 1 - r)) + mean(max(0, 1 + f))}
 * for the discriminator, {@code -mean(f)} for the generator.
 */
public record Hinge() implements Objective {
  /** Returns the objective. */
  public static Hinge of() {
    return new Hinge();
  }

  @Override
  public Outputs outputs() {
    return Outputs.SCORES;
  }

  @Override
  public double threshold() {
    return 0;
  }
}
