package org.ganforge.tf.truth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ganforge.layer.Layer;
import org.ganforge.layer.MergeLayer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.layer.Mode;
import org.jspecify.annotations.Nullable;

/**
 * A network in double precision, for one forward and one backward pass. It is written only for
 * tests, with plain loops, and shares nothing with the engine that it is compared with.
 */
public final class ReferenceNetwork {
  /** The name of the input among the gradients. */
  public static final String INPUT = "input";

  private record Part(String path, ReferenceLayer layer) {}

  /**
   * A layer in its place: its inputs, and its parts or, for several inputs, how they are merged.
   */
  private record Stage(
      String output, List<String> inputs, List<Part> parts, @Nullable ReferenceMerge merge) {}

  private final List<Stage> stages = new ArrayList<>();
  private final String first;
  private final String last;
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

  /** Makes a network that adds noise to the result of each part, in both directions. */
  ReferenceNetwork(
      Network network, Map<String, DoubleTensor> weights, Mode mode, RoundingNoise noise) {
    if (mode == Mode.FROZEN) {
      throw new IllegalArgumentException("no reference for " + mode);
    }
    this.weights = weights;
    this.mode = mode;
    this.noise = noise;
    this.first = "the input";
    this.last = addStages("", network, List.of(first));
  }

  /**
   * Adds a network's layers and returns the name of its output.
   *
   * @param given the names of its inputs
   */
  private String addStages(String path, Network network, List<String> given) {
    Map<String, TensorShape> shapes = network.shapes();
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < given.size(); i++) {
      values.put(network.inputs().get(i).name(), given.get(i));
    }
    for (Node node : network.nodes()) {
      Layer layer = node.layer();
      String inner = path + node.name() + "/";
      List<String> from = node.from().stream().map(values::get).toList();
      List<TensorShape> in = node.from().stream().map(shapes::get).toList();
      TensorShape out = Objects.requireNonNull(shapes.get(node.name()));
      if (layer instanceof Network nested) {
        values.put(node.name(), addStages(inner, nested, from));
        continue;
      }
      List<Part> parts = new ArrayList<>();
      ReferenceMerge merge =
          layer instanceof MergeLayer several ? ReferenceMerge.of(several, in, out) : null;
      if (merge == null) {
        new ReferenceLayers(
                in.get(0), out, mode, name -> Objects.requireNonNull(weights.get(inner + name)))
            .parts(layer)
            .forEach(part -> parts.add(new Part(inner, part)));
      }
      stages.add(new Stage(inner, from, parts, merge));
      values.put(node.name(), inner);
    }
    return Objects.requireNonNull(values.get(network.outputs().get(0)));
  }

  /** Returns the output for a batch. */
  public DoubleTensor forward(DoubleTensor input) {
    Map<String, DoubleTensor> values = new HashMap<>();
    values.put(first, input);
    for (Stage stage : stages) {
      List<DoubleTensor> taken = stage.inputs().stream().map(values::get).toList();
      DoubleTensor value =
          stage.merge() == null ? taken.get(0) : noise.applyTo(stage.merge().forward(taken));
      for (Part part : stage.parts()) {
        value = noise.applyTo(part.layer().forward(value));
      }
      values.put(stage.output(), value);
    }
    return Objects.requireNonNull(values.get(last));
  }

  /**
   * Returns the gradients of sum(output * cotangent) with respect to the input and each weight that
   * the pass depends on smoothly; call it after {@link #forward}.
   */
  public Map<String, DoubleTensor> backward(DoubleTensor cotangent) {
    Map<String, DoubleTensor> gradients = new LinkedHashMap<>();
    Map<String, DoubleTensor> flows = new HashMap<>();
    flows.put(last, cotangent);
    for (int i = stages.size() - 1; i >= 0; i--) {
      Stage stage = stages.get(i);
      DoubleTensor gradient = Objects.requireNonNull(flows.get(stage.output()));
      for (int k = stage.parts().size() - 1; k >= 0; k--) {
        Part part = stage.parts().get(k);
        gradient = noise.applyTo(part.layer().backward(gradient));
        part.layer()
            .weightGradients()
            .forEach((name, value) -> gradients.put(part.path() + name, value));
      }
      List<DoubleTensor> back =
          stage.merge() == null
              ? List.of(gradient)
              : stage.merge().backward(gradient).stream().map(noise::applyTo).toList();
      for (int k = 0; k < back.size(); k++) {
        flows.merge(stage.inputs().get(k), back.get(k), ReferenceNetwork::sum);
      }
    }
    gradients.put(INPUT, Objects.requireNonNull(flows.get(first)));
    return gradients;
  }

  private static DoubleTensor sum(DoubleTensor one, DoubleTensor other) {
    double[] values = one.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += other.values()[i];
    }
    return DoubleTensor.wrap(one.shape(), values);
  }

  /**
   * Returns how close the last batch came to a point where the gradient jumps, relative to the
   * largest number that reaches the kink.
   */
  public double kinkMargin() {
    return stages.stream()
        .flatMap(stage -> stage.parts().stream())
        .mapToDouble(part -> part.layer().kinkMargin())
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
