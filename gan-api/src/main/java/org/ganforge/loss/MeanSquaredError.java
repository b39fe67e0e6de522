package org.ganforge.loss;

/**
 * The mean of {@code (t - y)^2} over the batch, y being the discriminator's output and t the label.
 * See <a href="https://keras.io/api/losses/regression_losses/">Keras</a>.
 */
public record MeanSquaredError() implements Loss {
  /** Returns the loss. */
  public static MeanSquaredError of() {
    return new MeanSquaredError();
  }

  @Override
  public boolean usesLabels() {
    return true;
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
