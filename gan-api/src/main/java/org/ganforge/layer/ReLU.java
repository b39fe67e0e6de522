package org.ganforge.layer;

import org.ganforge.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * {@code max(x, 0)}, elementwise, with Keras' three extensions: {@code maxValue} from {@code
 * maxValue} on, {@code x} above {@code threshold}, {@code negativeSlope * (x - threshold)} below.
 * See <a href="https://keras.io/api/layers/activation_layers/relu/">Keras</a>.
 *
 * @param maxValue the largest output; null (the default) for no limit
 * @param negativeSlope the slope below the threshold; 0 by default
 * @param threshold where the function starts to rise; 0 by default
 * @param name the layer's name; made by the network if empty
 */
public record ReLU(@Nullable Double maxValue, double negativeSlope, double threshold, String name)
    implements UnaryLayer {
  /** Checks the arguments. */
  public ReLU {
    if (maxValue != null) {
      Checks.notNegative("ReLU max_value", maxValue);
    }
    Checks.notNegative("ReLU negative_slope", negativeSlope);
    Checks.notNegative("ReLU threshold", threshold);
  }

  /** Returns the plain {@code max(x, 0)}. */
  public static ReLU of() {
    return new ReLU(null, 0, 0, "");
  }

  /** Returns a copy with this {@code maxValue}. */
  public ReLU withMaxValue(@Nullable Double maxValue) {
    return new ReLU(maxValue, negativeSlope, threshold, name);
  }

  /** Returns a copy with this {@code negativeSlope}. */
  public ReLU withNegativeSlope(double negativeSlope) {
    return new ReLU(maxValue, negativeSlope, threshold, name);
  }

  /** Returns a copy with this {@code threshold}. */
  public ReLU withThreshold(double threshold) {
    return new ReLU(maxValue, negativeSlope, threshold, name);
  }

  @Override
  public ReLU withName(String name) {
    return new ReLU(maxValue, negativeSlope, threshold, name);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    return input;
  }
}
