package org.ganforge.json.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.ganforge.json.text.JsonValue;
import org.ganforge.json.text.Words;
import org.jspecify.annotations.Nullable;

/** Reads activations: the name of a function, or a layer in its place. */
final class KerasActivations {
  /** Layers without weights that Keras takes for an activation. */
  private static final Set<String> LAYERS = Set.of("ELU", "LeakyReLU", "ReLU");

  private static final Map<String, String> SYNONYMS = Map.of("swish", "silu");

  private KerasActivations() {}

  /**
   * Returns the name of the function in this library's own JSON.
   *
   * @throws org.ganforge.error.InvalidInputException if it is an object other than a layer of
   *     {@link #layer}
   */
  static JsonNode function(JsonValue json) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    JsonNode node = json.node();
    if (node.isNull() || layer(json) != null) {
      return nodes.textNode("linear");
    }
    if (node.isObject()) {
      throw KerasObject.mistake(
          json,
          "the name of an activation or a layer of "
              + Words.list(LAYERS.stream().sorted().toList()),
          "build the layer without it, and a layer that GanForge has behind it");
    }
    return node.isTextual()
        ? nodes.textNode(SYNONYMS.getOrDefault(node.textValue(), node.textValue()))
        : node;
  }

  /** Returns the layer, as Keras writes layers, that stands in the activation's place, if any. */
  static @Nullable JsonValue layer(JsonValue json) {
    if (json.node().isTextual() && json.node().textValue().equals("leaky_relu")) {
      ObjectNode layer = JsonNodeFactory.instance.objectNode().put("class_name", "LeakyReLU");
      layer.putObject("config").put("negative_slope", 0.2); // Keras' slope for the name alone
      return new JsonValue(json.path(), layer);
    }
    boolean isLayer =
        json.node().isObject() && LAYERS.contains(json.node().path("class_name").asText());
    return isLayer ? json : null;
  }

  /** Refuses a layer in the place of an activation, where no layer can stand behind. */
  static void refuseLayer(JsonValue json) {
    if (layer(json) != null) {
      throw KerasObject.mistake(
          json,
          "the name of an activation in a layer that is wrapped",
          "build the layer without it, and the activation as a layer behind the wrapper");
    }
  }
}
