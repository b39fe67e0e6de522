package org.ganforge.json.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.JsonValue;

/** An object of Keras as its JSON has it: the name of a class, and a configuration. */
record KerasObject(JsonValue json) {
  private static final String MODULE = "module";
  private static final String REGISTERED = "registered_name";

  private static final Pattern KERAS =
      Pattern.compile("(tf_keras|(tensorflow\\.(python\\.)?)?keras)(\\..*)?");

  /** Returns the object that a value is. */
  static KerasObject of(JsonValue json, String what) {
    json.object(what + ", an object", "give what Keras has written");
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
      throw className().mistake("the name of a class", "give what Keras has written");
    }
    return name;
  }

  /** Refuses a class of somebody's own, which may have the name of one of Keras'. */
  KerasObject requireKeras() {
    if (isCustom()) {
      throw new InvalidInputException(
          json.path(),
          "a class of Keras' own",
          name(),
          "only its Python code says what it computes: build the model of Keras' own");
    }
    return this;
  }

  /**
   * Returns whether the class is not Keras'. The older form has no modules; a class that somebody
   * has registered shows in its name there, {@code package>Dense}.
   */
  boolean isCustom() {
    JsonNode module = json.node().path(MODULE);
    String registered = json.node().path(REGISTERED).textValue();
    if (type().contains(">") || (registered != null && !registered.equals(type()))) {
      return true;
    }
    return !module.isMissingNode() && !KERAS.matcher(module.asText("")).matches();
  }

  /** Returns the class's full name, that of Keras' own without a module. */
  String name() {
    String registered = json.node().path(REGISTERED).asText("");
    String module = json.node().path(MODULE).asText("");
    if (registered.contains(">") || !isCustom()) {
      return registered.contains(">") ? registered : type();
    }
    return module.isEmpty() ? type() : module + "." + type();
  }

  /** Returns a value in few words, an object by its class and what it is made with. */
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

  /** Returns the error that this value is not what was expected, with its class's name. */
  static InvalidInputException mistake(JsonValue value, String expected, String wayOut) {
    return new InvalidInputException(value.path(), expected, describe(value), wayOut);
  }
}
