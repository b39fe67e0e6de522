package org.ganforge.tf.penalty;

import java.util.Map;
import java.util.Set;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Activation;
import org.ganforge.layer.Add;
import org.ganforge.layer.AveragePooling2D;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Cropping2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.ELU;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.GaussianNoise;
import org.ganforge.layer.GlobalAveragePooling2D;
import org.ganforge.layer.GlobalMaxPooling2D;
import org.ganforge.layer.GroupNormalization;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LayerNormalization;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.Multiply;
import org.ganforge.layer.Network;
import org.ganforge.layer.PReLU;
import org.ganforge.layer.ReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.layer.ZeroPadding2D;
import org.ganforge.penalty.Penalty;

/**
 * The layers that a gradient penalty can differentiate through: those whose gradients have
 * gradients, in TensorFlow or by a gradient of ours. For the others, TensorFlow's own message would
 * not name the layer.
 */
public final class SecondGradients {
  private static final Set<Class<?>> LAYERS =
      Set.of(
          Activation.class,
          Add.class,
          AveragePooling2D.class,
          Concatenate.class,
          Conv2D.class,
          Conv2DTranspose.class,
          Cropping2D.class,
          Dense.class,
          Dropout.class,
          ELU.class,
          Embedding.class,
          Flatten.class,
          GaussianNoise.class,
          GlobalAveragePooling2D.class,
          GroupNormalization.class,
          LayerNormalization.class,
          LeakyReLU.class,
          MinibatchStdDev.class,
          Multiply.class,
          PReLU.class,
          ReLU.class,
          Reshape.class,
          UpSampling2D.class,
          ZeroPadding2D.class);

  /** Replacements to suggest for the others. */
  private static final Map<Class<?>, String> INSTEAD =
      Map.of(
          BatchNormalization.class,
          "LayerNormalization or GroupNormalization, which keep images apart",
          DepthwiseConv2D.class,
          "Conv2D",
          GlobalMaxPooling2D.class,
          "GlobalAveragePooling2D",
          MaxPooling2D.class,
          "AveragePooling2D, or strides",
          SeparableConv2D.class,
          "Conv2D");

  private SecondGradients() {}

  /**
   * Refuses a network that a gradient penalty cannot differentiate through.
   *
   * @param penalty named in the message
   * @throws InvalidInputException at the first layer that has no second gradient
   */
  public static void check(Network network, Penalty penalty) {
    check(network, network.name(), penalty.getClass().getSimpleName());
  }

  private static void check(Network network, String place, String penalty) {
    for (Layer layer : network.layers()) {
      String name = place + "/" + layer.name();
      if (layer instanceof Network inner) {
        check(inner, name, penalty);
      } else if (!covers(layer)) {
        throw new InvalidInputException(
            name,
            "a layer whose gradient can be differentiated, which " + penalty + " needs,",
            SpectralNormalization.inside(layer).type(),
            "use "
                + INSTEAD.getOrDefault(
                    SpectralNormalization.inside(layer).getClass(), "another layer")
                + ", or leave the penalty out");
      }
    }
  }

  /** Returns whether a layer's gradient can be differentiated. */
  public static boolean covers(Layer layer) {
    return LAYERS.contains(SpectralNormalization.inside(layer).getClass());
  }

  /** Returns whether this kind of layer is listed here, as accepted or refused. */
  static boolean knows(Class<?> layer) {
    return layer == SpectralNormalization.class
        || LAYERS.contains(layer)
        || INSTEAD.containsKey(layer);
  }
}
