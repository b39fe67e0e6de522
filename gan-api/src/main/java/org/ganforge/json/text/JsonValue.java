package org.ganforge.json.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.error.InvalidInputException;

/** A JSON value and its path: {@code $.generator.layers[4]}. */
public record JsonValue(String path, JsonNode node) {
  private static final int MOST_SHOWN = 60;

  /** Returns the value of a field, or a missing node. */
  public JsonValue field(String name) {
    return new JsonValue(path + step(name), node.path(name));
  }

  /** Returns the value at an index of an array. */
  public JsonValue item(int index) {
    return new JsonValue(path + "[" + index + "]", node.path(index));
  }

  /** Returns a field's step in a path: {@code .name}, or {@code ["odd name"]}. */
  static String step(String name) {
    return name.matches("\\w+") ? "." + name : "[" + quote(name) + "]";
  }

  /** Returns the value as an object. */
  public ObjectNode object(String expected, String wayOut) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw mistake(expected, wayOut);
  }

  /** Returns the error that this value is not what was expected. */
  public InvalidInputException mistake(String expected, String wayOut) {
    return new InvalidInputException(path, expected, found(), wayOut);
  }

  /** Returns a short description of the value. */
  public String found() {
    if (node.isTextual()) {
      return quote(node.textValue());
    }
    if (node.isObject()) {
      return "an object";
    }
    if (node.isArray()) {
      String text = Compact.text(node);
      return text.length() <= MOST_SHOWN ? text : "an array of " + node.size();
    }
    return node instanceof MissingNode ? "nothing" : shorten(Compact.text(node));
  }

  /** Returns the text in quotes, on one line, shortened if it is long. */
  public static String quote(String text) {
    return Compact.quote(shorten(text));
  }

  /** Returns the text, truncated if it would bury the message. */
  public static String shorten(String text) {
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
  }
}
