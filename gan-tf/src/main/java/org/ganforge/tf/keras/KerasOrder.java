package org.ganforge.tf.keras;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;

/** Puts a network's layers in Keras' order, which its files rely on. */
final class KerasOrder {
  private KerasOrder() {}

  static Network of(Network network) {
    if (network instanceof Sequential chain) {
      List<Layer> layers = chain.layers().stream().map(KerasOrder::of).toList();
      return new Sequential(chain.name(), chain.inputShape(), layers, chain.trainable());
    }
    Map<String, Node> nodes = new HashMap<>();
    network.nodes().forEach(node -> nodes.put(node.name(), node));
    List<Node> ordered =
        network.kerasOrder().stream()
            .filter(nodes::containsKey)
            .map(nodes::get)
            .map(node -> new Node(of(node.layer()), node.from()))
            .toList();
    return new Model(
        network.name(), network.inputs(), ordered, network.outputs(), network.trainable());
  }

  private static Layer of(Layer layer) {
    return layer instanceof Network inner ? of(inner) : layer;
  }
}
