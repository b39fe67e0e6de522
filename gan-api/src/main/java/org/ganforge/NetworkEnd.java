package org.ganforge;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Add;
import org.ganforge.layer.AveragePooling2D;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Cropping2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.GaussianNoise;
import org.ganforge.layer.GlobalAveragePooling2D;
import org.ganforge.layer.GlobalMaxPooling2D;
import org.ganforge.layer.Layer;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.MergeLayer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.layer.ZeroPadding2D;
import org.jspecify.annotations.Nullable;

/**
 * The layer that determines the range of a network's outputs. Any layers after it only move
 * numbers, or take means or maxima of them.
 *
 * @param layer the layer, possibly within nested networks
 * @param activation the function that it applies last; null for a layer without an activation
 *     function
 */
record NetworkEnd(Layer layer, @Nullable ActivationFunction activation) {
  /** Returns the end of a network's first output; null if no layer changes its numbers. */
  static @Nullable NetworkEnd of(Network network) {
    return of(network, 0);
  }

  /** Returns the end of one of the outputs. */
  static @Nullable NetworkEnd of(Network network, int output) {
    Map<String, NetworkEnd> ends = new HashMap<>();
    for (Node node : network.nodes()) {
      NetworkEnd end = of(node, ends);
      if (end != null) {
        ends.put(node.name(), end);
      }
    }
    return ends.get(network.outputs().get(output));
  }

  /** Returns the end at a layer, given the ends at the layers before it. */
  private static @Nullable NetworkEnd of(Node node, Map<String, NetworkEnd> ends) {
    Layer layer =
        node.layer() instanceof SpectralNormalization wrapper
            ? wrapper.layer().withName(node.name())
            : node.layer();
    if (layer instanceof MergeLayer) {
      return merged(node, ends);
    }
    NetworkEnd own =
        layer instanceof Network inner ? of(inner) : new NetworkEnd(layer, activation(layer));
    if (own != null && !keepsRange(own.layer())) {
      return own;
    }
    return node.from().size() == 1 ? ends.get(node.from().get(0)) : null;
  }

  /** Concatenations and products stay within the common range of their parts; sums don't. */
  private static NetworkEnd merged(Node node, Map<String, NetworkEnd> ends) {
    List<NetworkEnd> parts = node.from().stream().filter(ends::containsKey).map(ends::get).toList();
    boolean isOfOneRange =
        !(node.layer() instanceof Add)
            && parts.size() == node.from().size()
            && parts.stream().map(NetworkEnd::activation).distinct().count() == 1;
    return isOfOneRange ? parts.get(0) : new NetworkEnd(node.layer(), null);
  }

  /** Returns whether a single output is a probability; a softmax of one number is always 1. */
  boolean isProbability() {
    return activation == ActivationFunction.SIGMOID;
  }

  /** Returns whether all outputs are in [0, 1]. */
  boolean isShare() {
    return isProbability() || activation == ActivationFunction.SOFTMAX;
  }

  /** The relevant ranges are intervals that contain 0. */
  private static boolean keepsRange(Layer layer) {
    return (layer instanceof Activation a && a.activation() == ActivationFunction.LINEAR)
        || layer instanceof Flatten
        || layer instanceof Reshape
        || layer instanceof Dropout
        || layer instanceof GaussianNoise
        || layer instanceof UpSampling2D
        || layer instanceof ZeroPadding2D
        || layer instanceof Cropping2D
        || layer instanceof MaxPooling2D
        || layer instanceof AveragePooling2D
        || layer instanceof GlobalAveragePooling2D
        || layer instanceof GlobalMaxPooling2D;
  }

  private static @Nullable ActivationFunction activation(Layer layer) {
    if (layer instanceof Activation a) {
      return a.activation();
    }
    if (layer instanceof Dense d) {
      return d.activation();
    }
    if (layer instanceof Conv2D c) {
      return c.activation();
    }
    if (layer instanceof DepthwiseConv2D d) {
      return d.activation();
    }
    if (layer instanceof SeparableConv2D s) {
      return s.activation();
    }
    return layer instanceof Conv2DTranspose t ? t.activation() : null;
  }

  /** Returns {@code Dense dense_1 with activation sigmoid}. */
  @Override
  public String toString() {
    String text = layer.type() + " " + layer.name();
    return activation == null
        ? text
        : text + " with activation " + activation.name().toLowerCase(Locale.ROOT);
  }
}
