package org.ganforge.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Initializer;

/** Reads initializers: a name, or an object with a class and its options. */
final class KerasInitializers {
  private static final String SCALING = "VarianceScaling";

  /** What Keras 2 wrote for the initializers that have names of their own. */
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

  /** Returns the initializer in this library's own JSON. */
  static JsonNode read(JsonValue json) {
    if (json.node().isTextual()) {
      return json.node();
    }
    json.object("an initializer", "give what Keras has written");
    JsonValue config = json.field("config");
    String name = json.field("class_name").node().asText();
    if (name.equals(SCALING)) {
      return JsonNodeFactory.instance.objectNode().put(UnionForm.TYPE, scaling(json, config));
    }
    if (!KNOWN.contains(name)) {
      throw json.field("class_name")
          .mistake("an initializer that GanForge has", "it has " + Words.list(KNOWN));
    }
    ObjectNode own = JsonNodeFactory.instance.objectNode().put(UnionForm.TYPE, name);
    for (Map.Entry<String, JsonNode> option : config.node().properties()) {
      if (!KerasOptions.isHarmless(option.getKey(), option.getValue())) {
        own.set(option.getKey(), option.getValue());
      }
    }
    return own;
  }

  private static String scaling(JsonValue json, JsonValue config) {
    String words =
        config.field("scale").node().asDouble()
            + " "
            + config.field("mode").node().asText()
            + " "
            + config.field("distribution").node().asText();
    String name = NAMES.get(words);
    if (name == null) {
      throw new InvalidInputException(
          json.path(),
          "a VarianceScaling that is Glorot's or He's",
          words,
          "use a kernel initializer with a name of its own");
    }
    return name;
  }
}
