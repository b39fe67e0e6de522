package org.ganforge.loss;

import org.ganforge.internal.Checks;

/**
 * The mean of {@code -t log(p) - (1 - t) log(1 - p)} over the batch, p being the discriminator's
 * probability and t the label (Goodfellow et al. 2014, in its non-saturating form). See <a
 * href="https://keras.io/api/losses/probabilistic_losses/">Keras</a>.
 *
 * @param fromLogits whether the discriminator puts out logits, without a sigmoid at its end; false
 *     by default
 * @param labelSmoothing s in {@code t (1 - s) + s / 2}, in [0, 1]; 0 by default. For the one-sided
 *     smoothing of GANs change {@link Labels#real()} instead
 */
public record BinaryCrossentropy(boolean fromLogits, double labelSmoothing) implements Loss {
  /** Checks the arguments. */
  public BinaryCrossentropy {
    Checks.closed("binary_crossentropy label_smoothing", labelSmoothing, 0, 1);
  }

  /** Returns the loss on probabilities, without smoothing. */
  public static BinaryCrossentropy of() {
    return new BinaryCrossentropy(false, 0);
  }

  /** Returns a copy that takes logits, or probabilities. */
  public BinaryCrossentropy withFromLogits(boolean fromLogits) {
    return new BinaryCrossentropy(fromLogits, labelSmoothing);
  }

  /** Returns a copy with this smoothing of both labels. */
  public BinaryCrossentropy withLabelSmoothing(double labelSmoothing) {
    return new BinaryCrossentropy(fromLogits, labelSmoothing);
  }

  @Override
  public boolean usesLabels() {
    return true;
  }

  @Override
  public Outputs outputs() {
    return fromLogits ? Outputs.SCORES : Outputs.PROBABILITIES;
  }

  @Override
  public double threshold() {
    return fromLogits ? 0 : 0.5;
  }
}
