package org.ganforge.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ganforge.error.InvalidInputException;

/**
 * A functional model that is a chain: each layer takes what the one before it gives, and nothing
 * else. So a {@code keras.Model} around one {@code Sequential} is one, too.
 */
final class KerasChain {
  /** Keras up to 2.3 calls functional models Model. */
  static final Set<String> CLASSES = Set.of("Functional", "Model");

  private KerasChain() {}

  /**
   * Checks that the layers of a functional model are a chain in their order, which is Keras' own.
   *
   * @throws InvalidInputException at the first layer that has other inputs
   */
  static void check(JsonValue config, JsonValue layers) {
    String before = "";
    for (int i = 0; i < layers.node().size(); i++) {
      JsonValue layer = layers.item(i);
      List<String> inputs = inputs(layer.field("inbound_nodes").node());
      boolean isFirst = i == 0 && inputs.isEmpty();
      if (!isFirst && !inputs.equals(List.of(before))) {
        throw refused(layer, inputs, before);
      }
      before = nameOf(layer);
    }
    for (String end : List.of("input_layers", "output_layers")) {
      List<String> ends = new ArrayList<>();
      collect(config.field(end).node(), ends);
      String only = end.startsWith("in") ? nameOf(layers.item(0)) : before;
      if (!ends.equals(List.of(only))) {
        throw new InvalidInputException(
            config.field(end).path(),
            "one, " + JsonValue.quote(only) + ", as a chain of layers has it,",
            Words.list(ends),
            "build the model with one input and one output");
      }
    }
  }

  private static InvalidInputException refused(
      JsonValue layer, List<String> inputs, String before) {
    String type = layer.field("class_name").node().asText();
    String found = inputs.isEmpty() ? "none" : Words.list(inputs);
    return new InvalidInputException(
        layer.path() + " (" + type + " " + nameOf(layer) + ")",
        before.isEmpty()
            ? "the model's input"
            : "one input, the layer " + JsonValue.quote(before) + ",",
        found,
        "GanForge reads functional models that are one chain of layers");
  }

  private static String nameOf(JsonValue layer) {
    JsonNode own = layer.node().path("name");
    return own.isTextual() ? own.asText() : layer.node().path("config").path("name").asText();
  }

  /** Returns the layers whose outputs go in, over all calls. */
  private static List<String> inputs(JsonNode nodes) {
    List<String> inputs = new ArrayList<>();
    collect(nodes, inputs);
    return inputs;
  }

  /**
   * Finds what Keras calls a history, wherever it stands: {@code ["dense", 0, 0]}, in Keras 2 with
   * the call's arguments as a fourth.
   */
  private static void collect(JsonNode node, List<String> names) {
    boolean isHistory =
        node.isArray() && node.size() >= 3 && node.get(0).isTextual() && node.get(1).isNumber();
    if (isHistory) {
      names.add(node.get(0).asText());
      if (node.size() > 3) {
        collect(node.get(3), names);
      }
    } else {
      node.forEach(inner -> collect(inner, names));
    }
  }
}
