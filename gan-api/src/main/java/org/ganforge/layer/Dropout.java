package org.ganforge.layer;

import org.ganforge.internal.Checks;

/**
 * Sets a random share of the inputs to 0 in training and multiplies the others by {@code 1 / (1 -
 * rate)}; the identity in inference (Srivastava et al. 2014). See <a
 * href="https://keras.io/api/layers/regularization_layers/dropout/">Keras</a>.
 *
 * @param rate the share set to 0, in [0, 1)
 * @param name the layer's name; made by the network if empty
 */
public record Dropout(double rate, String name) implements UnaryLayer {
  /** Checks the arguments. */
  public Dropout {
    Checks.halfOpen("Dropout rate", rate, 0, 1);
  }

  /** Returns a layer that drops this share. */
  public static Dropout of(double rate) {
    return new Dropout(rate, "");
  }

  @Override
  public Dropout withName(String name) {
    return new Dropout(rate, name);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    return input;
  }
}
