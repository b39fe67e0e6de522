package org.ganforge.layer;

import java.util.List;

/**
 * A layer and its connections in a network.
 *
 * @param layer the layer
 * @param from the names of the layers and inputs that it takes, in order; empty means the previous
 *     layer, until a network fills it in
 */
public record Node(Layer layer, List<String> from) {
  /** Copies the list. */
  public Node {
    from = List.copyOf(from);
  }

  /**
   * Returns a node that takes the previous layer's output, or the network's first input if it is
   * the first.
   */
  public static Node of(Layer layer) {
    return new Node(layer, List.of());
  }

  /** Returns a node that takes the layers and inputs of these names. */
  public static Node of(Layer layer, String... from) {
    return new Node(layer, List.of(from));
  }

  /** Returns the name of the layer, which is also the name of its output. */
  public String name() {
    return layer.name();
  }
}
