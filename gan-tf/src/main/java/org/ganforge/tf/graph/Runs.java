package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;

/**
 * Runs of consecutive layers in a network: each layer is the only consumer of the one before it,
 * and has no other input. They may be computed as one. A sequential network is a single run.
 */
final class Runs {
  /** A layer's run, and its index there. */
  private record Place(List<Node> run, int index) {}

  private final Map<String, Place> places = new HashMap<>();

  Runs(Network network) {
    Map<String, Integer> uses = new HashMap<>();
    network.outputs().forEach(name -> uses.merge(name, 1, Integer::sum));
    network.nodes().forEach(node -> node.from().forEach(name -> uses.merge(name, 1, Integer::sum)));
    for (Node node : network.nodes()) {
      String from = node.from().get(0);
      boolean isNext = node.from().size() == 1 && uses.getOrDefault(from, 0) == 1;
      Place before = isNext ? places.get(from) : null;
      List<Node> run = before == null ? new ArrayList<>() : before.run();
      places.put(node.name(), new Place(run, run.size()));
      run.add(node);
    }
  }

  /** Returns a layer and those that follow it. */
  List<Node> from(Node node) {
    Place place = places.get(node.name());
    return place == null ? List.of() : place.run().subList(place.index(), place.run().size());
  }

  /** Returns the layers of nodes. */
  static List<Layer> layers(List<Node> nodes) {
    return nodes.stream().map(Node::layer).toList();
  }
}
