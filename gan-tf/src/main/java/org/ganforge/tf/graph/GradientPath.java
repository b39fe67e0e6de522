package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;

/**
 * The path of gradients back through layers. None flows through an {@link Embedding}, and
 * TensorFlow's error would not say why.
 */
final class GradientPath {
  private GradientPath() {}

  /**
   * Checks that a loss after the last of these networks reaches every weight to be trained.
   *
   * @throws InvalidInputException if an Embedding is in the way
   */
  static void check(Network... networks) {
    boolean trains = false;
    for (Network network : networks) {
      List<Boolean> inputs = new ArrayList<>();
      for (Input input : network.inputs()) {
        inputs.add(trains && !(input instanceof Input.Label));
      }
      trains = follow(network, network.name(), network.trainable(), inputs).contains(true);
    }
  }

  /**
   * Returns for each output whether anything before it is trained.
   *
   * @param inputs the same for each input
   */
  private static List<Boolean> follow(
      Network network, String place, boolean trainable, List<Boolean> inputs) {
    Map<String, TensorShape> shapes = network.shapes();
    Map<String, Boolean> trains = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      trains.put(network.inputs().get(i).name(), inputs.get(i));
    }
    for (Node node : network.nodes()) {
      List<Boolean> before = node.from().stream().map(trains::get).toList();
      List<TensorShape> taken = node.from().stream().map(shapes::get).toList();
      String name = place + "/" + node.name();
      trains.put(
          node.name(),
          node.layer() instanceof Network inner
              ? follow(inner, name, trainable && inner.trainable(), before).contains(true)
              : trains(node.layer(), name, trainable, before, taken));
    }
    return network.outputs().stream().map(trains::get).toList();
  }

  private static boolean trains(
      Layer layer, String name, boolean trainable, List<Boolean> before, List<TensorShape> inputs) {
    if (SpectralNormalization.inside(layer) instanceof Embedding && before.contains(true)) {
      throw new InvalidInputException(
          name,
          "nothing to train before an Embedding, which passes no gradient on,",
          "layers with trainable weights",
          "put it first, or freeze what is before it");
    }
    return before.contains(true)
        || (trainable && layer.weights(inputs).stream().anyMatch(WeightSpec::trainable));
  }
}
