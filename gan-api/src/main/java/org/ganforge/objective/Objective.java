package org.ganforge.objective;

/**
 * What the two networks minimize. Some objectives compare the discriminator's outputs with {@link
 * Labels}, which are theirs; the others take raw scores and have none.
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
   * Returns what outputs are counted right against: an objective's own labels, and 1, 0 and 1 for
   * one that has none.
   */
  default Labels targets() {
    return Labels.of();
  }

  /** Returns what the discriminator's outputs are taken for. */
  Outputs outputs();

  /** Returns one output of the discriminator in a word: probability, logit or score. */
  default String outputName() {
    return "score";
  }

  /**
   * Returns the output that separates real from fake: 0.5 for probabilities, 0 for scores and
   * logits, and 0 for the differences of scores that a relativistic objective takes.
   */
  double threshold();

  /** Returns a bound that the discriminator's loss is never below, as far as labels tell. */
  default double leastLoss() {
    return 0;
  }

  /**
   * Returns whether it holds only for a discriminator whose slope is bounded, by a penalty on its
   * gradient or by clipping its weights. Such a critic is to be trained to its best.
   */
  default boolean needsBound() {
    return false;
  }

  /**
   * Returns whether it compares the outputs for real images with those for generated ones, so that
   * every update and check, the generator's too, takes both.
   */
  default boolean isRelativistic() {
    return false;
  }
}
