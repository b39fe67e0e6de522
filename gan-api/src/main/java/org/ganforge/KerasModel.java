package org.ganforge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;

/**
 * A network with its weights, as read from or written to a Keras file.
 *
 * @param network the network
 * @param weights the value of each of its weights, by their names inside it: {@code dense_1/kernel}
 * @param leftOut the options in the file that this model lacks
 */
public record KerasModel(Network network, Map<String, FloatTensor> weights, List<LeftOut> leftOut) {
  /** Checks that each weight of the network has a value, and that there are no others. */
  public KerasModel {
    Map<String, FloatTensor> ordered = new LinkedHashMap<>();
    for (WeightSpec weight : network.weights()) {
      FloatTensor value = weights.get(weight.name());
      TensorShape found = value == null ? null : value.shape();
      if (value == null || !weight.shape().equals(found)) {
        throw new InvalidInputException(
            "weight " + network.name() + "/" + weight.name(),
            "numbers of shape " + weight.shape(),
            found == null ? "none" : found.toString(),
            "give the weights that belong to the network");
      }
      ordered.put(weight.name(), value);
    }
    if (weights.size() != ordered.size()) {
      throw new InvalidInputException(
          "weights of " + network.name(),
          ordered.size() + " of them",
          weights.size() + "",
          "give the weights that belong to the network");
    }
    weights = Collections.unmodifiableMap(ordered);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Returns the model of one network, given the weights of a whole GAN, {@link
   * GanTrainer#weights()}.
   */
  public static KerasModel of(Network network, Map<String, FloatTensor> all) {
    String prefix = network.name() + "/";
    Map<String, FloatTensor> own = new LinkedHashMap<>();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            own.put(name.substring(prefix.length()), value);
          }
        });
    return new KerasModel(network, own, List.of());
  }

  /** Returns the weights under the names that {@link GanTrainer#setWeights} takes. */
  public Map<String, FloatTensor> namedWeights() {
    Map<String, FloatTensor> named = new LinkedHashMap<>();
    weights.forEach((name, value) -> named.put(network.name() + "/" + name, value));
    return named;
  }

  /** Returns a copy whose network has this name. */
  public KerasModel withName(String name) {
    return new KerasModel(network.withName(name), weights, leftOut);
  }
}
