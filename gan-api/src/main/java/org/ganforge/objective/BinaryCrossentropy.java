package org.ganforge.objective;

import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;

/**
 * The mean of {@code -t log(p) - (1 - t) log(1 - p)} over the batch, p being the discriminator's
 * probability and t the label (Goodfellow et al. 2014). The generator minimizes it for the label
 * {@code adversarial}, which is the non-saturating form, or, if {@code saturating}, minimizes
 * {@code mean(log(1 - p))}: it maximizes the discriminator's loss on generated images. See <a
 * href="https://keras.io/api/losses/probabilistic_losses/">Keras</a>.
 *
 * @param fromLogits whether the discriminator outputs logits, without a final sigmoid; false by
 *     default
 * @param labelSmoothing s in {@code t (1 - s) + s / 2}, in [0, 1]; 0 by default. For one-sided
 *     smoothing, change {@link Labels#real()} instead
 * @param labels the targets of the outputs; 1, 0 and 1 by default
 * @param saturating whether the generator minimizes the minimax loss, whose gradient vanishes when
 *     the discriminator is confident, and which doesn't use the label {@code adversarial}; false by
 *     default
 */
public record BinaryCrossentropy(
    boolean fromLogits, double labelSmoothing, Labels labels, boolean saturating)
    implements Objective {
  /** Checks the arguments. */
  public BinaryCrossentropy {
    Checks.closed("binary_crossentropy label_smoothing", labelSmoothing, 0, 1);
    if (saturating && labels.adversarial() != 1) {
      throw new InvalidInputException(
          "binary_crossentropy labels adversarial",
          "1, since the saturating form doesn't use it,",
          labels.adversarial() + "",
          "leave it out, or set saturating to false");
    }
  }

  /** Returns the objective on probabilities, without smoothing. */
  public static BinaryCrossentropy of() {
    return new BinaryCrossentropy(false, 0, Labels.of(), false);
  }

  /** Returns a copy that takes logits, or probabilities. */
  public BinaryCrossentropy withFromLogits(boolean fromLogits) {
    return new BinaryCrossentropy(fromLogits, labelSmoothing, labels, saturating);
  }

  /** Returns a copy with this smoothing of both labels. */
  public BinaryCrossentropy withLabelSmoothing(double labelSmoothing) {
    return new BinaryCrossentropy(fromLogits, labelSmoothing, labels, saturating);
  }

  /** Returns a copy with these labels. */
  public BinaryCrossentropy withLabels(Labels labels) {
    return new BinaryCrossentropy(fromLogits, labelSmoothing, labels, saturating);
  }

  /** Returns a copy whose generator minimizes the saturating form, or the non-saturating one. */
  public BinaryCrossentropy withSaturating(boolean saturating) {
    return new BinaryCrossentropy(fromLogits, labelSmoothing, labels, saturating);
  }

  @Override
  public Labels targets() {
    return labels;
  }

  @Override
  public Outputs outputs() {
    return fromLogits ? Outputs.SCORES : Outputs.PROBABILITIES;
  }

  @Override
  public String outputName() {
    return fromLogits ? "logit" : "probability";
  }

  @Override
  public double threshold() {
    return fromLogits ? 0 : 0.5;
  }

  /** The cross-entropy of a smoothed or flipped label is never below the label's own entropy. */
  @Override
  public double leastLoss() {
    return (entropy(labels.expectedReal()) + entropy(labels.expectedFake())) / 2;
  }

  private double entropy(double label) {
    double p = label * (1 - labelSmoothing) + labelSmoothing / 2;
    return -xLogX(p) - xLogX(1 - p);
  }

  private static double xLogX(double x) {
    return x == 0 ? 0 : x * Math.log(x);
  }
}
