package org.ganforge.objective;

/**
 * Least squares with the targets 1 for real and 0 for fake (Mao et al. 2017): the discriminator
 * minimizes the mean squared error over real and fake outputs together, the generator {@code
 * mean((f - 1)^2)}.
 */
public record LeastSquares() implements Objective {
  /** Returns the objective. */
  public static LeastSquares of() {
    return new LeastSquares();
  }

  @Override
  public Outputs outputs() {
    return Outputs.ANY;
  }

  @Override
  public double threshold() {
    return 0.5;
  }
}
