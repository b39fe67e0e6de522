package org.ganforge.objective;

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
 * @param labels what outputs are compared with; 1, 0 and 1 by default
 */
public record BinaryCrossentropy(boolean fromLogits, double labelSmoothing, Labels labels)
    implements Objective {
  /** Checks the arguments. */
  public BinaryCrossentropy {
    Checks.closed("binary_crossentropy label_smoothing", labelSmoothing, 0, 1);
  }

  /** Returns the objective on probabilities, without smoothing. */
  public static BinaryCrossentropy of() {
    return new BinaryCrossentropy(false, 0, Labels.of());
  }

  /** Returns a copy that takes logits, or probabilities. */
  public BinaryCrossentropy withFromLogits(boolean fromLogits) {
    return new BinaryCrossentropy(fromLogits, labelSmoothing, labels);
  }

  /** Returns a copy with this smoothing of both labels. */
  public BinaryCrossentropy withLabelSmoothing(double labelSmoothing) {
    return new BinaryCrossentropy(fromLogits, labelSmoothing, labels);
  }

  /** Returns a copy with these labels. */
  public BinaryCrossentropy withLabels(Labels labels) {
    return new BinaryCrossentropy(fromLogits, labelSmoothing, labels);
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

  /** The cross-entropy of a smoothed label is never below the label's own entropy. */
  @Override
  public double leastLoss() {
    return (entropy(labels.real()) + entropy(labels.fake())) / 2;
  }

  private double entropy(double label) {
    double p = label * (1 - labelSmoothing) + labelSmoothing / 2;
    return -xLogX(p) - xLogX(1 - p);
  }

  private static double xLogX(double x) {
    return x == 0 ? 0 : x * Math.log(x);
  }
}
