package org.ganforge.objective;

/**
 * The mean of {@code (t - y)^2} over the batch, y being the discriminator's output and t the label.
 * See <a href="https://keras.io/api/losses/regression_losses/">Keras</a>.
 *
 * @param labels the targets of the outputs; 1, 0 and 1 by default
 */
public record MeanSquaredError(Labels labels) implements Objective {
  /** Returns the objective with the labels 1, 0 and 1. */
  public static MeanSquaredError of() {
    return new MeanSquaredError(Labels.of());
  }

  /** Returns a copy with these labels. */
  public MeanSquaredError withLabels(Labels labels) {
    return new MeanSquaredError(labels);
  }

  @Override
  public Labels targets() {
    return labels;
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
