package org.ganforge.layer;

import java.util.List;

/**
 * A layer in its place in a network.
 *
 * @param layer the layer
 * @param from the names of the layers and inputs that it takes, in order; empty, until a network is
 *     made of it, for the layer before it
 */
public record Node(Layer layer, List<String> from) {
  /** Copies the list. */
  public Node {
    from = List.copyOf(from);
  }

  /** Returns the layer behind the one before it; the first takes the network's first input. */
  public static Node of(Layer layer) {
    return new Node(layer, List.of());
  }

  /** Returns the layer behind the layers and inputs of these names. */
  public static Node of(Layer layer, String... from) {
    return new Node(layer, List.of(from));
  }

  /** Returns the name of the layer, which is that of what it gives. */
  public String name() {
    return layer.name();
  }
}
