package org.ganforge.json.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.ganforge.KerasVersion;
import org.ganforge.data.ValueRange;
import org.ganforge.json.text.JsonValue;

/** Numbers, strings, booleans, and the JSON of enum constants. */
public final class Scalars {
  /** A whole number of 32 bits. */
  public static final Form INT =
      Leaf.of(
          "",
          "a whole number",
          json -> (int) wholeNumber(json, Integer.MIN_VALUE, Integer.MAX_VALUE),
          value -> IntNode.valueOf((Integer) value),
          "{'type': 'integer'}");

  /** A whole number of 64 bits. */
  public static final Form LONG =
      Leaf.of(
          "",
          "a whole number",
          json -> wholeNumber(json, Long.MIN_VALUE, Long.MAX_VALUE),
          value -> LongNode.valueOf((Long) value),
          "{'type': 'integer'}");

  /** A double. */
  public static final Form NUMBER =
      Leaf.of(
          "",
          "a number",
          Scalars::number,
          value -> DoubleNode.valueOf((Double) value),
          "{'type': 'number'}");

  /** A boolean. */
  public static final Form BOOLEAN =
      Leaf.of(
          "",
          "true or false",
          Scalars::truth,
          value -> BooleanNode.valueOf((Boolean) value),
          "{'type': 'boolean'}");

  /** A string. */
  public static final Form STRING =
      Leaf.of(
          "",
          "a string",
          Scalars::string,
          value -> TextNode.valueOf((String) value),
          "{'type': 'string'}");

  static final Form PATH =
      Leaf.of(
          "",
          "a path",
          Scalars::path,
          value -> TextNode.valueOf(value.toString()),
          "{'type': 'string'}");

  private Scalars() {}

  /** Returns Keras' spelling of a constant: {@code mixed_halves}. */
  public static JsonNode lowerCase(Object constant) {
    return TextNode.valueOf(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
  }

  /** Returns Keras' major version: {@code 3}. */
  static JsonNode keras(Object version) {
    return IntNode.valueOf(((KerasVersion) version).number());
  }

  /** Returns the bounds of the range: {@code [-1, 1]}. */
  static JsonNode range(Object range) {
    ValueRange ends = (ValueRange) range;
    return JsonNodeFactory.instance.arrayNode().add((int) ends.low()).add((int) ends.high());
  }

  /** Returns an integer; 64.0 counts as one, as in JSON Schema. */
  static long wholeNumber(JsonValue json, long least, long most) {
    if (!json.node().isNumber()) {
      throw json.mistake("a whole number", unquote(json, "write digits"));
    }
    BigDecimal exact = json.node().decimalValue();
    if (exact.stripTrailingZeros().scale() > 0) {
      throw json.mistake("a whole number", "leave out the fraction");
    }
    if (exact.compareTo(BigDecimal.valueOf(least)) < 0
        || exact.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw json.mistake(
          "a whole number from " + least + " to " + most, "choose one in that range");
    }
    return exact.longValueExact();
  }

  private static Object number(JsonValue json) {
    if (!json.node().isNumber()) {
      throw json.mistake("a number", unquote(json, "write digits"));
    }
    double number = json.node().doubleValue();
    if (Double.isInfinite(number)) {
      throw json.mistake("a number that fits in 64 bits", "give a smaller one");
    }
    return number;
  }

  private static Object truth(JsonValue json) {
    if (!json.node().isBoolean()) {
      throw json.mistake("true or false", unquote(json, "write true or false"));
    }
    return json.node().booleanValue();
  }

  private static Object string(JsonValue json) {
    if (!json.node().isTextual()) {
      throw json.mistake("a string", "write text in double quotes");
    }
    return json.node().textValue();
  }

  private static Object path(JsonValue json) {
    try {
      return Path.of((String) string(json));
    } catch (InvalidPathException e) {
      throw json.mistake("a path", "write it as this system names files");
    }
  }

  private static String unquote(JsonValue json, String otherwise) {
    return json.node().isTextual() ? "write it without quotes" : otherwise;
  }
}
