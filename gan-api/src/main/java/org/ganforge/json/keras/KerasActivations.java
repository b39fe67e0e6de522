package org.ganforge.json.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.ganforge.json.text.JsonValue;
import org.ganforge.json.text.Words;
import org.jspecify.annotations.Nullable;

/** Reads activations: the name of a function, or a layer used as one. */
final class KerasActivations {
  /** Layers without weights that Keras accepts as activations. */
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
          "build the layer without it, followed by a layer that GanForge supports");
    }
    return node.isTextual()
        ? nodes.textNode(SYNONYMS.getOrDefault(node.textValue(), node.textValue()))
        : node;
  }

  /** Returns the layer that is used as the activation, in Keras' JSON; null if there is none. */
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

  /** Rejects a layer used as an activation where no layer can be added after it. */
  static void refuseLayer(JsonValue json) {
    if (layer(json) != null) {
      throw KerasObject.mistake(
          json,
          "the name of an activation in a layer that is wrapped",
          "build the layer without it, and the activation as a layer after the wrapper");
    }
  }
}
