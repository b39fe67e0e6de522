package org.ganforge.layer;

import org.ganforge.internal.Checks;

/**
 * {@code x} above 0 and {@code negativeSlope * x} below, elementwise (Maas et al. 2013). See <a
 * href="https://keras.io/api/layers/activation_layers/leaky_relu/">Keras</a>, whose older versions
 * call the slope alpha.
 *
 * @param negativeSlope the slope below 0, not negative; 0.3 by default
 * @param name the layer's name; made by the network if empty
 */
public record LeakyReLU(double negativeSlope, String name) implements UnaryLayer {
  /** Checks the arguments. */
  public LeakyReLU {
    Checks.notNegative("LeakyReLU negative_slope", negativeSlope);
  }

  /** Returns a layer of slope 0.3. */
  public static LeakyReLU of() {
    return new LeakyReLU(0.3, "");
  }

  /** Returns a layer of this slope. */
  public static LeakyReLU of(double negativeSlope) {
    return of().withNegativeSlope(negativeSlope);
  }

  /** Returns a copy with this {@code negativeSlope}. */
  public LeakyReLU withNegativeSlope(double negativeSlope) {
    return new LeakyReLU(negativeSlope, name);
  }

  @Override
  public LeakyReLU withName(String name) {
    return new LeakyReLU(negativeSlope, name);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    return input;
  }
}
