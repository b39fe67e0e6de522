package org.ganforge.json.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.ganforge.LeftOut;
import org.ganforge.json.text.JsonValue;
import org.jspecify.annotations.Nullable;

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
          // Keras 2 writes it for convolutions whose kernels have initializers of other names.
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
   * Numbers that are read as float32: coarser or finer ones, and products in coarser ones. Those of
   * bfloat16 alone are not among them: HDF5 has no such type, and Keras' bytes cannot be read.
   */
  private static final Set<String> PRECISIONS =
      Set.of("float16", "float64", "mixed_bfloat16", "mixed_float16");

  private KerasOptions() {}

  /**
   * Returns the note that an option was left out, or null where it cannot be: a network without it
   * would give other outputs.
   *
   * @param layer the layer's path
   */
  static @Nullable LeftOut leftOut(String layer, String name, JsonValue value) {
    boolean isOfTraining =
        name.endsWith("_regularizer")
            || name.endsWith("_constraint")
            || name.equals("synchronized");
    boolean isOfPrecision = name.equals("dtype") && PRECISIONS.contains(policy(value.node()));
    return isOfTraining || isOfPrecision
        ? new LeftOut(layer, name, KerasObject.describe(value), isOfTraining)
        : null;
  }

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
    return policy(node).equals("float32");
  }

  private static String policy(JsonNode node) {
    boolean isPolicy = node.path("class_name").asText().matches("(DType)?Policy");
    return isPolicy ? node.path("config").path("name").asText() : node.asText();
  }
}
