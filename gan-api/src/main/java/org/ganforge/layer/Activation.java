package org.ganforge.layer;

/**
 * Applies an activation function. See <a
 * href="https://keras.io/api/layers/core_layers/activation/">Keras</a>.
 *
 * @param activation the function
 * @param name the layer's name; made by the network if empty
 */
public record Activation(ActivationFunction activation, String name) implements UnaryLayer {
  /** Returns a layer that applies the function. */
  public static Activation of(ActivationFunction activation) {
    return new Activation(activation, "");
  }

  @Override
  public Activation withName(String name) {
    return new Activation(activation, name);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    return input;
  }
}
