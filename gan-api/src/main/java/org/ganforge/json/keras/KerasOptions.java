package org.ganforge.json.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.ganforge.LeftOut;
import org.ganforge.json.text.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Options of Keras' layers that this library doesn't support, and the values at which they have no
 * effect.
 */
final class KerasOptions {
  private static final Map<String, Predicate<JsonNode>> HARMLESS =
      Map.ofEntries(
          Map.entry("data_format", node -> node.asText().equals("channels_last")),
          Map.entry("groups", node -> node.asInt() == 1),
          Map.entry("dtype", KerasOptions::isFloat32),
          // Keras 2 also writes it for convolutions whose kernel initializers have other names.
          Map.entry("kernel_initializer", KerasOptions::any),
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

  /**
   * Precisions that are read as float32: lower, higher and mixed ones. Pure bfloat16 is not among
   * them: HDF5 has no such type, and Keras' bytes cannot be read.
   */
  private static final Set<String> PRECISIONS =
      Set.of("float16", "float64", "mixed_bfloat16", "mixed_float16");

  private KerasOptions() {}

  /**
   * Returns the note that an option was left out, or null if it cannot be, since the network's
   * outputs would change.
   *
   * @param layer the layer's path
   */
  static @Nullable LeftOut leftOut(String layer, String name, JsonValue value) {
    boolean isOfTraining = name.endsWith("_regularizer") || name.endsWith("_constraint");
    boolean isOfPrecision = name.equals("dtype") && PRECISIONS.contains(policy(value.node()));
    return isOfTraining || isOfPrecision
        ? new LeftOut(layer, name, KerasObject.describe(value), isOfTraining)
        : null;
  }

  /** Returns whether the option has no effect. */
  static boolean isHarmless(String name, JsonNode value) {
    // Any option that is null or false is off.
    boolean isOff = value.isNull() || (value.isBoolean() && !value.booleanValue());
    return isOff || HARMLESS.getOrDefault(name, node -> false).test(value);
  }

  private static boolean any(JsonNode node) {
    return true;
  }

  /** As a string, or as Keras 3's policy. An index into an Embedding is not a float. */
  private static boolean isFloat32(JsonNode node) {
    return policy(node).equals("float32");
  }

  private static String policy(JsonNode node) {
    boolean isPolicy = node.path("class_name").asText().matches("(DType)?Policy");
    return isPolicy ? node.path("config").path("name").asText() : node.asText();
  }
}
