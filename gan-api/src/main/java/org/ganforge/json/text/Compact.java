package org.ganforge.json.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON on one line, as a person would write it: {@code {"type": "Dense", "units": 3}}. */
public final class Compact {
  /** This many decimal digits distinguish any two doubles. */
  private static final int MOST_DIGITS = 17;

  private Compact() {}

  /** Returns the value's text. */
  public static String text(JsonNode node) {
    List<String> items = new ArrayList<>();
    if (node.isObject()) {
      node.properties().forEach(field -> items.add(key(field) + text(field.getValue())));
      return "{" + String.join(", ", items) + "}";
    }
    if (node.isArray()) {
      node.forEach(item -> items.add(text(item)));
      return "[" + String.join(", ", items) + "]";
    }
    if (node.isTextual()) {
      return quote(node.textValue());
    }
    return node.isFloatingPointNumber() ? number(node.doubleValue()) : node.asText();
  }

  /** Returns the field's name with the colon before its value. */
  static String key(Map.Entry<String, JsonNode> field) {
    return quote(field.getKey()) + ": ";
  }

  /**
   * Returns the text in quotes; characters that end a line or change the text direction are
   * escaped.
   */
  public static String quote(String text) {
    StringBuilder out = new StringBuilder();
    TextNode.valueOf(text)
        .toString()
        .codePoints()
        .forEach(c -> out.append(isOdd(c) ? escape(Character.toString(c)) : Character.toString(c)));
    return out.toString();
  }

  private static boolean isOdd(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static String escape(String text) {
    return text.chars()
        .mapToObj(c -> String.format(Locale.ROOT, "\\u%04x", c))
        .collect(Collectors.joining());
  }

  /**
   * Returns the shortest digits that read back as the number, in ECMAScript's format: {@code 100},
   * {@code 0.0004}, {@code 1e-7}. Java's own format is longer and differs between versions.
   */
  static String number(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0";
    }
    BigDecimal digits = shortest(value).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (-7 < exponent && exponent < 21) {
      return digits.toPlainString();
    }
    return digits.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }

  /**
   * Tries the nearest decimal of each length and the next larger one: just below a power of two,
   * doubles are denser.
   */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int count = 1; count < MOST_DIGITS; count++) {
      for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.UP)) {
        BigDecimal digits = exact.round(new MathContext(count, mode));
        if (digits.doubleValue() == value) {
          return digits;
        }
      }
    }
    return exact.round(new MathContext(MOST_DIGITS));
  }
}
