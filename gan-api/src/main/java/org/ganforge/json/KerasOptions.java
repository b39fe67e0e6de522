package org.ganforge.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Options of Keras' layers that this library does not have, and the values at which they change
 * nothing.
 */
final class KerasOptions {
  private static final Map<String, Predicate<JsonNode>> HARMLESS =
      Map.ofEntries(
          Map.entry("data_format", node -> node.asText().equals("channels_last")),
          Map.entry("groups", node -> node.asInt() == 1),
          Map.entry("dtype", KerasOptions::isFloat32),
          Map.entry("seed", KerasOptions::any),
          Map.entry("input_axes", KerasOptions::any),
          Map.entry("output_axes", KerasOptions::any),
          Map.entry("batch_input_shape", KerasOptions::any),
          Map.entry("batch_shape", KerasOptions::any),
          Map.entry("input_shape", KerasOptions::any),
          Map.entry("input_length", KerasOptions::any),
          Map.entry("build_input_shape", KerasOptions::any),
          Map.entry("renorm_clipping", KerasOptions::any),
          Map.entry("renorm_momentum", KerasOptions::any),
          Map.entry("fused", KerasOptions::any));

  private KerasOptions() {}

  /** Returns whether a layer is the same without this option. */
  static boolean isHarmless(String name, JsonNode value) {
    // What is null or false is off, whatever it is.
    boolean isOff = value.isNull() || (value.isBoolean() && !value.booleanValue());
    return isOff || HARMLESS.getOrDefault(name, node -> false).test(value);
  }

  private static boolean any(JsonNode node) {
    return true;
  }

  /**
   * As a word, or as the policy that Keras 3 makes of it. An index into an Embedding is no float.
   */
  private static boolean isFloat32(JsonNode node) {
    String name = node.isObject() ? node.path("config").path("name").asText() : node.asText();
    return name.equals("float32");
  }
}
