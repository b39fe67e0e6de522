package org.ganforge.tf.penalty;

import java.util.Locale;
import java.util.Set;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.GaussianNoise;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Network;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.ZeroPadding2D;

/**
 * The layers whose gradients have gradients in TensorFlow. It has none for those of relu, tanh,
 * sigmoid, batch normalization and pooling, and would say so only in words of its own.
 */
public final class SecondGradients {
  private static final Set<Class<?>> LAYERS =
      Set.of(
          Activation.class,
          Conv2D.class,
          Conv2DTranspose.class,
          Dense.class,
          Dropout.class,
          Flatten.class,
          GaussianNoise.class,
          LeakyReLU.class,
          Reshape.class,
          ZeroPadding2D.class);

  private SecondGradients() {}

  /**
   * Refuses a network that a penalty's gradient cannot be taken through.
   *
   * @throws InvalidInputException at the first layer that has no second gradient
   */
  public static void check(Network network) {
    check(network, network.name());
  }

  private static void check(Network network, String place) {
    for (Layer layer : network.layers()) {
      String name = place + "/" + layer.name();
      if (layer instanceof Network inner) {
        check(inner, name);
      } else if (!LAYERS.contains(layer.getClass())) {
        throw refusal(name, layer.type());
      } else if (activation(layer) != ActivationFunction.LINEAR) {
        throw refusal(
            name, layer.type() + " with " + activation(layer).name().toLowerCase(Locale.ROOT));
      }
    }
  }

  private static ActivationFunction activation(Layer layer) {
    if (layer instanceof Activation own) {
      return own.activation();
    }
    if (layer instanceof Dense dense) {
      return dense.activation();
    }
    if (layer instanceof Conv2D convolution) {
      return convolution.activation();
    }
    return layer instanceof Conv2DTranspose transposed
        ? transposed.activation()
        : ActivationFunction.LINEAR;
  }

  private static InvalidInputException refusal(String place, String found) {
    return new InvalidInputException(
        place,
        "a layer whose gradient has a gradient, which GradientPenalty needs,",
        found,
        "use Dense, Conv2D, Conv2DTranspose and LeakyReLU, or WeightClipping");
  }
}
