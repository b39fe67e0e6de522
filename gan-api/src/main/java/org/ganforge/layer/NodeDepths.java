package org.ganforge.layer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of a functional model's layers in Keras: farthest from an output first, and at equal
 * distance in the order in which a walk from the outputs reaches them. Keras numbers the layers in
 * its files in this order.
 *
 * @see <a href="https://github.com/keras-team/keras/blob/master/keras/src/ops/function.py">Keras'
 *     map_graph</a>
 */
final class NodeDepths {
  private final Map<String, List<String>> from = new HashMap<>();
  private final Map<String, Integer> met = new HashMap<>();
  private final List<String> finished = new ArrayList<>();

  private NodeDepths(Network network) {
    network.inputs().forEach(input -> from.put(input.name(), List.of()));
    network.nodes().forEach(node -> from.put(node.name(), node.from()));
    network.outputs().forEach(this::walk);
  }

  static List<String> order(Network network) {
    NodeDepths graph = new NodeDepths(network);
    Map<String, Integer> depths = graph.depths();
    return depths.keySet().stream()
        .sorted(
            Comparator.<String>comparingInt(depths::get)
                .reversed()
                .thenComparingInt(graph.met::get))
        .toList();
  }

  /** A layer that has been reached and still waits for its inputs. */
  private record Visit(String name, int next) {}

  /**
   * Walks from one output, depth first, with an explicit stack: deep networks would overflow
   * Java's.
   */
  private void walk(String output) {
    Deque<Visit> open = new ArrayDeque<>();
    meet(output, open);
    while (!open.isEmpty()) {
      Visit visit = open.pop();
      List<String> inputs = from.getOrDefault(visit.name(), List.of());
      if (visit.next() == inputs.size()) {
        finished.add(visit.name());
      } else {
        open.push(new Visit(visit.name(), visit.next() + 1));
        meet(inputs.get(visit.next()), open);
      }
    }
  }

  private void meet(String name, Deque<Visit> open) {
    if (met.putIfAbsent(name, met.size()) == null) {
      open.push(new Visit(name, 0));
    }
  }

  /** Returns each layer's distance from the outputs along the longest path. */
  private Map<String, Integer> depths() {
    Map<String, Integer> depths = new LinkedHashMap<>();
    for (int i = finished.size() - 1; i >= 0; i--) {
      String name = finished.get(i);
      int own = depths.computeIfAbsent(name, first -> 0);
      for (String before : from.getOrDefault(name, List.of())) {
        depths.merge(before, own + 1, Math::max);
      }
    }
    return depths;
  }
}
