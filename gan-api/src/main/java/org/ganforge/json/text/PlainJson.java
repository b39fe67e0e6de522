package org.ganforge.json.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ganforge.error.InvalidInputException;

/** JSON of other programs' interfaces, as maps, lists, strings and numbers. */
public final class PlainJson {
  private PlainJson() {}

  /** Returns the text of an object, with its keys in alphabetical order, as maps may have none. */
  public static String write(Map<String, ?> object) {
    return node(object).toString();
  }

  private static JsonNode node(Object value) {
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      Map<Object, Object> sorted = new TreeMap<>(map);
      sorted.forEach((key, item) -> object.set(key.toString(), node(item)));
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      list.forEach(item -> array.add(node(item)));
      return array;
    }
    if (value instanceof Long number) {
      return JsonNodeFactory.instance.numberNode(number);
    }
    if (value instanceof Double number) {
      return JsonNodeFactory.instance.numberNode(number);
    }
    return JsonNodeFactory.instance.textNode(value.toString());
  }

  /**
   * Returns the string or number at a place in an object.
   *
   * @param keys the keys that lead there
   * @return its text; empty if there is none, or the text is not JSON
   */
  public static Optional<String> text(String json, String... keys) {
    try {
      JsonNode found = JsonText.parse(json);
      for (String key : keys) {
        found = found.path(key);
      }
      return found.isValueNode() && !found.isNull()
          ? Optional.of(found.asText())
          : Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }
}
