package org.ganforge.tf.truth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.layer.Mode;

/**
 * A network in double precision, for one pass forward and one back. It is written for this purpose
 * alone, with plain loops, and shares nothing with the engine that it is compared with.
 */
public final class ReferenceNetwork {
  /** The name of the input among the gradients. */
  public static final String INPUT = "input";

  private record Part(String path, ReferenceLayer layer) {}

  private final List<Part> parts = new ArrayList<>();
  private final Map<String, DoubleTensor> weights;
  private final Mode mode;
  private final RoundingNoise noise;

  /**
   * Makes the network.
   *
   * @param weights all weights, named as within the network: {@code dense/kernel}
   * @param mode training or inference
   */
  public ReferenceNetwork(Network network, Map<String, DoubleTensor> weights, Mode mode) {
    this(network, weights, mode, new RoundingNoise(0, 0));
  }

  /** Makes a network that rounds what each part hands on, in both directions. */
  ReferenceNetwork(
      Network network, Map<String, DoubleTensor> weights, Mode mode, RoundingNoise noise) {
    if (mode == Mode.FROZEN) {
      throw new IllegalArgumentException("no reference for " + mode);
    }
    this.weights = weights;
    this.mode = mode;
    this.noise = noise;
    addParts("", network);
  }

  private void addParts(String path, Network network) {
    TensorShape shape = network.inputShape();
    for (Layer layer : network.layers()) {
      String inner = path + layer.name() + "/";
      TensorShape next = layer.outputShape(shape);
      if (layer instanceof Network nested) {
        addParts(inner, nested);
      } else {
        new ReferenceLayers(
                shape, next, mode, name -> Objects.requireNonNull(weights.get(inner + name)))
            .parts(layer)
            .forEach(part -> parts.add(new Part(inner, part)));
      }
      shape = next;
    }
  }

  /** Returns the output of a batch. */
  public DoubleTensor forward(DoubleTensor input) {
    DoubleTensor value = input;
    for (Part part : parts) {
      value = noise.applyTo(part.layer().forward(value));
    }
    return value;
  }

  /**
   * Returns the gradients of sum(output * cotangent) with respect to the input and each weight that
   * the pass depends on smoothly; comes after {@link #forward}.
   */
  public Map<String, DoubleTensor> backward(DoubleTensor cotangent) {
    Map<String, DoubleTensor> gradients = new LinkedHashMap<>();
    DoubleTensor gradient = cotangent;
    for (int i = parts.size() - 1; i >= 0; i--) {
      Part part = parts.get(i);
      gradient = noise.applyTo(part.layer().backward(gradient));
      part.layer()
          .weightGradients()
          .forEach((name, value) -> gradients.put(part.path() + name, value));
    }
    gradients.put(INPUT, gradient);
    return gradients;
  }

  /**
   * Returns how near the last batch came to a point where the gradient jumps, as a share of the
   * largest number that meets the bend.
   */
  public double kinkMargin() {
    return parts.stream()
        .mapToDouble(part -> part.layer().kinkMargin())
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
