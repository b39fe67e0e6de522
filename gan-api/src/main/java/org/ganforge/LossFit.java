package org.ganforge;

import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Network;
import org.ganforge.loss.BinaryCrossentropy;
import org.ganforge.loss.Labels;
import org.ganforge.loss.LeastSquares;
import org.ganforge.loss.Loss;
import org.ganforge.loss.Outputs;

/**
 * Whether a loss fits what the discriminator puts out, and the labels what the loss compares with.
 * What does not fit computes all the same, and teaches next to nothing.
 */
public final class LossFit {
  private LossFit() {}

  /**
   * Returns binary cross-entropy on what the discriminator puts out: on logits where its end bounds
   * them to no probability.
   */
  static Loss crossentropyFor(Network discriminator) {
    NetworkEnd end = NetworkEnd.of(discriminator);
    return BinaryCrossentropy.of().withFromLogits(end != null && !end.isProbability());
  }

  /**
   * Refuses what does not fit, when a spec is made; what an older version has recorded is read all
   * the same, to be sampled, exported and resumed.
   *
   * @throws InvalidInputException at {@code loss} or {@code labels}
   */
  public static void check(Gan gan) {
    Loss loss = gan.loss();
    Labels labels = gan.labels();
    NetworkEnd end = NetworkEnd.of(gan.discriminator());
    if (end != null && !end.isProbability() && loss.outputs() == Outputs.PROBABILITIES) {
      throw new InvalidInputException(
          "loss",
          "a discriminator that ends in a sigmoid, since "
              + name(loss)
              + " takes its outputs for probabilities,",
          "one that ends in " + end,
          "end it in a sigmoid, or set from_logits to true");
    }
    if (end != null && end.isShare() && loss.outputs() == Outputs.SCORES) {
      boolean isLogit = loss instanceof BinaryCrossentropy;
      throw new InvalidInputException(
          "loss",
          "a discriminator whose end is linear, since "
              + name(loss)
              + (isLogit ? " with from_logits applies the sigmoid itself," : " takes any score,"),
          "one that ends in " + end,
          "make its end linear, or "
              + (isLogit ? "set from_logits to false" : "use BinaryCrossentropy"));
    }
    if (!loss.usesLabels() && !labels.equals(Labels.of())) {
      throw new InvalidInputException(
          "labels",
          "none, since " + name(loss) + " compares with no labels,",
          "real "
              + labels.real()
              + ", fake "
              + labels.fake()
              + ", adversarial "
              + labels.adversarial(),
          "leave them out, or use "
              + (loss instanceof LeastSquares ? "MeanSquaredError" : "BinaryCrossentropy"));
    }
  }

  /** Returns whether {@link #check} accepts a GAN. */
  public static boolean isGiven(Gan gan) {
    try {
      check(gan);
      return true;
    } catch (InvalidInputException e) {
      return false;
    }
  }

  private static String name(Loss loss) {
    return loss.getClass().getSimpleName();
  }
}
