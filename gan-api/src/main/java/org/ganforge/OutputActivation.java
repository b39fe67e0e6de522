package org.ganforge;

import java.util.List;
import java.util.Optional;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.AveragePooling2D;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.GaussianNoise;
import org.ganforge.layer.GlobalAveragePooling2D;
import org.ganforge.layer.Layer;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.Network;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.layer.ZeroPadding2D;

/**
 * The function that decides between which values a network's outputs lie: the last activation, also
 * before layers that keep values where they are, and inside a network at the end.
 */
public final class OutputActivation {
  private OutputActivation() {}

  /**
   * Returns the function; linear where a layer with weights comes last without one, and nothing
   * where another layer, a normalization for one, has the last word.
   */
  public static Optional<ActivationFunction> of(Network network) {
    List<Layer> layers = network.layers();
    for (int i = layers.size() - 1; i >= 0; i--) {
      Layer layer = layers.get(i);
      if (layer instanceof Network inner && !keepsRange(inner)) {
        return of(inner);
      }
      if (!keepsRange(layer)) {
        return own(layer);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the range in which the outputs lie, as images have it; nothing where the function does
   * not tell.
   */
  public static Optional<ValueRange> range(Network network) {
    return of(network)
        .flatMap(
            function ->
                switch (function) {
                  case SIGMOID -> Optional.of(ValueRange.ZERO_TO_ONE);
                  case TANH, SOFTSIGN -> Optional.of(ValueRange.MINUS_ONE_TO_ONE);
                  case LINEAR, RELU, SOFTMAX, SOFTPLUS, ELU, SELU, GELU, SILU, EXPONENTIAL ->
                      Optional.empty();
                });
  }

  /** Both ranges hold 0, and whatever lies between two of their values. */
  private static boolean keepsRange(Layer layer) {
    return layer instanceof Flatten
        || layer instanceof Reshape
        || layer instanceof UpSampling2D
        || layer instanceof ZeroPadding2D
        || layer instanceof MaxPooling2D
        || layer instanceof AveragePooling2D
        || layer instanceof GlobalAveragePooling2D
        || layer instanceof Dropout
        || layer instanceof GaussianNoise
        || (layer instanceof Activation a && a.activation() == ActivationFunction.LINEAR)
        || (layer instanceof Network inner
            && inner.layers().stream().allMatch(OutputActivation::keepsRange));
  }

  private static Optional<ActivationFunction> own(Layer layer) {
    if (layer instanceof Activation activation) {
      return Optional.of(activation.activation());
    }
    if (layer instanceof Dense dense) {
      return Optional.of(dense.activation());
    }
    if (layer instanceof Conv2D convolution) {
      return Optional.of(convolution.activation());
    }
    if (layer instanceof Conv2DTranspose convolution) {
      return Optional.of(convolution.activation());
    }
    return Optional.empty();
  }
}
