package org.ganforge.tf.generate;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Input;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;

/** Checks whether a network can take shares of classes instead of a label. */
final class MixedLabels {
  private MixedLabels() {}

  /**
   * Refuses a network in which anything but an embedding takes the label: only vectors have a mean.
   *
   * @throws InvalidInputException at the first such layer
   */
  static void check(Network network) {
    Set<String> labels =
        network.inputs().stream()
            .filter(Input.Label.class::isInstance)
            .map(Input::name)
            .collect(Collectors.toSet());
    check(network, network.name(), labels);
  }

  private static void check(Network network, String place, Set<String> labels) {
    for (Node node : network.nodes()) {
      if (node.from().stream().noneMatch(labels::contains)) {
        continue;
      }
      String name = place + "/" + node.name();
      if (node.layer() instanceof Network inner) {
        Set<String> within =
            IntStream.range(0, node.from().size())
                .filter(i -> labels.contains(node.from().get(i)))
                .mapToObj(i -> inner.inputs().get(i).name())
                .collect(Collectors.toSet());
        check(inner, name, within);
      } else if (!(node.layer() instanceof Embedding)) {
        throw new InvalidInputException(
            name,
            "an Embedding, whose vectors can be mixed, to take the label",
            node.layer().type(),
            "ask for whole classes");
      }
    }
  }
}
