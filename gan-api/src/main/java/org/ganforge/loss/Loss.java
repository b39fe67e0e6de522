package org.ganforge.loss;

/**
 * What the two networks minimize. Some losses compare the discriminator's outputs with {@link
 * Labels}; the others take raw scores and need none.
 */
public sealed interface Loss
    permits BinaryCrossentropy, Hinge, LeastSquares, MeanSquaredError, Wasserstein {
  /** Returns whether the discriminator's outputs are compared with labels. */
  boolean usesLabels();

  /** Returns what the discriminator's outputs are taken for. */
  Outputs outputs();

  /**
   * Returns the output that separates real from fake: 0.5 for probabilities, 0 for scores and
   * logits.
   */
  double threshold();
}
