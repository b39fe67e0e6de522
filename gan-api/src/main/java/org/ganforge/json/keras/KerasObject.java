package org.ganforge.json.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.JsonValue;

/** An object in Keras' JSON: the name of a class, and a configuration. */
record KerasObject(JsonValue json) {
  private static final String MODULE = "module";
  private static final String REGISTERED = "registered_name";

  private static final Pattern KERAS =
      Pattern.compile("(tf_keras|(tensorflow\\.(python\\.)?)?keras)(\\..*)?");

  /** Returns the value as an object. */
  static KerasObject of(JsonValue json, String what) {
    json.object(what + ", an object", "give JSON written by Keras");
    return new KerasObject(json);
  }

  JsonValue className() {
    return json.field("class_name");
  }

  JsonValue config() {
    return json.field("config");
  }

  /** Returns the class's name. */
  String type() {
    String name = className().node().textValue();
    if (name == null) {
      throw className().mistake("the name of a class", "give JSON written by Keras");
    }
    return name;
  }

  /** Rejects a custom class, which may be named like one of Keras'. */
  KerasObject requireKeras() {
    if (isCustom()) {
      throw new InvalidInputException(
          json.path(),
          "a built-in Keras class",
          name(),
          "only its Python code says what it computes: build the model from Keras' classes");
    }
    return this;
  }

  /**
   * Returns whether the class is not Keras'. The older format has no modules; there a registered
   * custom class is recognized by its name, {@code package>Dense}.
   */
  boolean isCustom() {
    JsonNode module = json.node().path(MODULE);
    String registered = json.node().path(REGISTERED).textValue();
    if (type().contains(">") || (registered != null && !registered.equals(type()))) {
      return true;
    }
    return !module.isMissingNode() && !KERAS.matcher(module.asText("")).matches();
  }

  /** Returns the class's full name; for Keras' own classes without a module. */
  String name() {
    String registered = json.node().path(REGISTERED).asText("");
    String module = json.node().path(MODULE).asText("");
    if (registered.contains(">") || !isCustom()) {
      return registered.contains(">") ? registered : type();
    }
    return module.isEmpty() ? type() : module + "." + type();
  }

  /** Returns a short description of a value, for an object its class and arguments. */
  static String describe(JsonValue value) {
    JsonNode node = value.node();
    if (!node.isObject() || !node.path("class_name").isTextual()) {
      return value.found();
    }
    KerasObject object = new KerasObject(value);
    JsonNode config = object.config().node();
    if (object.type().equals("function")) {
      return "the function " + JsonValue.quote(config.asText());
    }
    String policy = config.path("name").asText("");
    if (object.type().endsWith("DTypePolicy") && !policy.isEmpty()) {
      return policy;
    }
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    config.properties().stream()
        .filter(option -> !option.getValue().isNull())
        .forEach(option -> said.set(option.getKey(), option.getValue()));
    return JsonValue.shorten(object.name() + (said.isEmpty() ? "" : " " + Compact.text(said)));
  }

  /** Returns the error for an unexpected value, with its class's name. */
  static InvalidInputException mistake(JsonValue value, String expected, String wayOut) {
    return new InvalidInputException(value.path(), expected, describe(value), wayOut);
  }
}
