package org.ganforge.layer;

import org.ganforge.internal.Checks;

/**
 * Adds normal noise of mean 0 in training; the identity in inference. See <a
 * href="https://keras.io/api/layers/regularization_layers/gaussian_noise/">Keras</a>.
 *
 * @param stddev the noise's standard deviation, not negative
 * @param name the layer's name; made by the network if empty
 */
public record GaussianNoise(double stddev, String name) implements UnaryLayer {
  /** Checks the arguments. */
  public GaussianNoise {
    Checks.notNegative("GaussianNoise stddev", stddev);
  }

  /** Returns a layer that adds noise of this deviation. */
  public static GaussianNoise of(double stddev) {
    return new GaussianNoise(stddev, "");
  }

  @Override
  public GaussianNoise withName(String name) {
    return new GaussianNoise(stddev, name);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    return input;
  }
}
