package org.ganforge.latent;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.GaussianNoise;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Multiply;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/**
 * Follows the noise through a generator up to the first kernels that it meets, and adds up how
 * these respond to it.
 */
final class NoiseResponse {
  private final Network generator;
  private final Map<String, FloatTensor> weights;
  private final int label;
  private final KernelResponse response;

  NoiseResponse(Network generator, Map<String, FloatTensor> weights, int label) {
    this.generator = generator;
    this.weights = weights;
    this.label = label;
    this.response = new KernelResponse(noise(generator).shape().size());
  }

  private static Input noise(Network generator) {
    return generator.inputs().stream()
        .filter(input -> !(input instanceof Input.Label))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the inner products of the responses to the noise's coordinates. */
  double[][] gram() {
    List<Carried> inputs = new ArrayList<>();
    for (Input input : generator.inputs()) {
      inputs.add(
          input instanceof Input.Label
              ? Carried.constant(input.shape(), new double[] {label})
              : Carried.noise(input.shape()));
    }
    follow(generator, generator.name(), "", inputs);
    if (response.isEmpty()) {
      throw new InvalidInputException(
          "principal directions of " + generator.name(),
          "a layer with a kernel that takes the noise",
          "none",
          "move along single coordinates");
    }
    return response.gram();
  }

  /**
   * Follows the noise through one network.
   *
   * @param place of the network, for messages
   * @param prefix of the names of its weights
   * @return what comes out; null behind a kernel, where the noise is not followed any more
   */
  private @Nullable Carried follow(
      Network network, String place, String prefix, List<Carried> inputs) {
    Map<String, @Nullable Carried> values = new HashMap<>();
    Map<String, TensorShape> shapes = network.shapes();
    for (int i = 0; i < inputs.size(); i++) {
      values.put(network.inputs().get(i).name(), inputs.get(i));
    }
    for (Node node : network.nodes()) {
      List<Carried> taken = new ArrayList<>();
      for (String from : node.from()) {
        Carried value = values.get(from);
        if (value != null) {
          taken.add(value);
        }
      }
      String at = place + "/" + node.name();
      if (taken.size() == node.from().size()) {
        TensorShape shape = requireNonNull(shapes.get(node.name()));
        values.put(node.name(), behind(node.layer(), at, prefix + node.name() + "/", taken, shape));
      } else if (taken.stream().anyMatch(Carried::hasNoise)) {
        throw bent(at, node.layer());
      }
    }
    return values.get(network.outputs().get(0));
  }

  private @Nullable Carried behind(
      Layer layer, String place, String prefix, List<Carried> taken, TensorShape shape) {
    if (layer instanceof Network inner) {
      return follow(inner, place, prefix, taken);
    }
    return taken.stream().anyMatch(Carried::hasNoise)
        ? carried(layer, place, prefix, taken, shape)
        : constant(layer, prefix, taken, shape);
  }

  /** Follows the noise through a layer; null behind a kernel. */
  private @Nullable Carried carried(
      Layer wrapped, String place, String prefix, List<Carried> taken, TensorShape shape) {
    Layer layer = SpectralNormalization.inside(wrapped);
    Carried first = taken.get(0);
    if (layer instanceof Dense) {
      response.addDense(first, kernel(prefix));
      return null;
    } else if (layer instanceof Conv2DTranspose transposed) {
      response.addTransposed(first, transposed, kernel(prefix), shape);
      return null;
    } else if (layer instanceof Reshape || layer instanceof Flatten) {
      return first.withShape(shape);
    } else if (layer instanceof Dropout || layer instanceof GaussianNoise) {
      return first;
    } else if (layer instanceof Concatenate join) {
      return Carried.join(taken, join.axisWithin(shape.rank()), shape);
    } else if (layer instanceof Multiply
        && taken.stream().allMatch(one -> one.shape().equals(shape))
        && taken.stream().filter(Carried::hasNoise).count() == 1
        && Carried.product(taken).isKnown()) {
      return Carried.product(taken);
    }
    throw bent(place, layer);
  }

  /** Follows what does not depend on the noise; its numbers are NaN where nobody asks for them. */
  private Carried constant(Layer wrapped, String prefix, List<Carried> taken, TensorShape shape) {
    Layer layer = SpectralNormalization.inside(wrapped);
    if (layer instanceof Embedding embedding && taken.get(0).shape().size() == 1) {
      FloatTensor vectors = weight(prefix + "embeddings");
      int row = Math.min((int) taken.get(0).factor(0), embedding.inputDim() - 1);
      double[] vector = new double[embedding.outputDim()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = vectors.get(row * vector.length + i);
      }
      return Carried.constant(shape, vector);
    } else if (layer instanceof Reshape || layer instanceof Flatten) {
      return taken.get(0).withShape(shape);
    }
    double[] unknown = new double[shape.size()];
    Arrays.fill(unknown, Double.NaN);
    return Carried.constant(shape, unknown);
  }

  private FloatTensor kernel(String prefix) {
    return weight(prefix + "kernel");
  }

  private FloatTensor weight(String name) {
    FloatTensor weight = weights.get(name);
    if (weight == null) {
      throw new InvalidInputException(
          "principal directions of " + generator.name(),
          "the weight " + name,
          "none of that name",
          "give the weights that belong to the network");
    }
    return weight;
  }

  private InvalidInputException bent(String place, Layer layer) {
    return new InvalidInputException(
        "principal directions of " + generator.name(),
        "a Dense or Conv2DTranspose to be the first layer that the noise meets",
        layer.type() + " " + place,
        "move along single coordinates");
  }
}
