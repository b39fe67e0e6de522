package org.ganforge.objective;

/**
 * The losses that the two networks minimize. Some objectives compare the discriminator's outputs
 * with their {@link Labels}; the others take raw scores and have none.
 */
public sealed interface Objective
    permits BinaryCrossentropy,
        Hinge,
        LeastSquares,
        MeanSquaredError,
        RelativisticAverage,
        RelativisticPairing,
        Wasserstein {
  /**
   * Returns the labels by which accuracy is counted: the objective's own, or 1, 0 and 1 if it has
   * none.
   */
  default Labels targets() {
    return Labels.of();
  }

  /** Returns how the discriminator's outputs are interpreted. */
  Outputs outputs();

  /** Returns the word for one output of the discriminator: probability, logit or score. */
  default String outputName() {
    return "score";
  }

  /**
   * Returns the output that separates real from fake: 0.5 for probabilities, 0 for scores and
   * logits, and 0 for the score differences of a relativistic objective.
   */
  double threshold();

  /**
   * Returns whether the discriminator learns higher outputs for real images than for generated
   * ones: always, unless its labels are the other way round, or are flipped more often than not.
   */
  default boolean isRealHigher() {
    return targets().expectedReal() >= targets().expectedFake();
  }

  /** Returns a lower bound of the discriminator's loss that follows from the labels. */
  default double leastLoss() {
    return 0;
  }

  /**
   * Returns whether it is only valid for a discriminator whose slope is bounded, by a penalty on
   * its gradient or by clipping its weights. Such a critic should be trained to optimality.
   */
  default boolean needsBound() {
    return false;
  }

  /**
   * Returns whether it compares the outputs for real images with those for generated ones, so that
   * every update and check, including the generator's, takes both.
   */
  default boolean isRelativistic() {
    return false;
  }
}
