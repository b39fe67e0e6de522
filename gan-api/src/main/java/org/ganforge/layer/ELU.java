package org.ganforge.layer;

import org.ganforge.internal.Checks;

/**
 * {@code x} above 0 and {@code alpha * (exp(x) - 1)} below, elementwise (Clevert et al. 2015). See
 * <a href="https://keras.io/api/layers/activation_layers/elu/">Keras</a>.
 *
 * @param alpha the limit far below 0, negated; 1 by default
 * @param name the layer's name; made by the network if empty
 */
public record ELU(double alpha, String name) implements UnaryLayer {
  /** Checks the arguments. */
  public ELU {
    Checks.notNegative("ELU alpha", alpha);
  }

  /** Returns a layer of alpha 1. */
  public static ELU of() {
    return new ELU(1, "");
  }

  /** Returns a copy with this {@code alpha}. */
  public ELU withAlpha(double alpha) {
    return new ELU(alpha, name);
  }

  @Override
  public ELU withName(String name) {
    return new ELU(alpha, name);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    return input;
  }
}
