package org.ganforge.json.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ganforge.json.form.UnionForm;
import org.ganforge.json.text.JsonValue;
import org.ganforge.json.text.Words;
import org.ganforge.layer.Initializer;
import org.jspecify.annotations.Nullable;

/** Reads initializers: a name, or an object with a class and its options. */
final class KerasInitializers {
  private static final String SCALING = "VarianceScaling";

  /** Keras 2's VarianceScaling arguments for initializers that have their own names. */
  private static final Map<String, String> NAMES =
      Map.of(
          "1.0 fan_avg uniform", "GlorotUniform",
          "1.0 fan_avg normal", "GlorotNormal",
          "1.0 fan_avg truncated_normal", "GlorotNormal",
          "2.0 fan_in uniform", "HeUniform",
          "2.0 fan_in normal", "HeNormal",
          "2.0 fan_in truncated_normal", "HeNormal");

  private static final List<String> KNOWN =
      Arrays.stream(Initializer.class.getPermittedSubclasses()).map(Class::getSimpleName).toList();

  private KerasInitializers() {}

  /**
   * Returns the initializer in this library's own JSON, or null if it has no such initializer,
   * which doesn't matter for weights that already have values.
   */
  static @Nullable JsonNode read(JsonValue json) {
    if (json.node().isTextual()) {
      String name = json.node().textValue();
      boolean isKnown = KNOWN.contains(name) || KNOWN.stream().anyMatch(n -> is(n, name));
      return isKnown ? json.node() : null;
    }
    KerasObject object = KerasObject.of(json, "an initializer");
    JsonValue config = object.config();
    String name = object.type();
    if (name.equals(SCALING) && !object.isCustom()) {
      String own = scaling(config);
      return own == null ? null : JsonNodeFactory.instance.objectNode().put(UnionForm.TYPE, own);
    }
    if (!KNOWN.contains(name) || object.isCustom()) {
      return null;
    }
    ObjectNode own = JsonNodeFactory.instance.objectNode().put(UnionForm.TYPE, name);
    for (Map.Entry<String, JsonNode> option : config.node().properties()) {
      if (!KerasOptions.isHarmless(option.getKey(), option.getValue())) {
        own.set(option.getKey(), option.getValue());
      }
    }
    return own;
  }

  private static boolean is(String className, String identifier) {
    return Words.snakeCase(className).equals(identifier);
  }

  /** Returns the name of the initializer with this scaling, or null. */
  private static @Nullable String scaling(JsonValue config) {
    return NAMES.get(
        config.field("scale").node().asDouble()
            + " "
            + config.field("mode").node().asText()
            + " "
            + config.field("distribution").node().asText());
  }
}
