package org.ganforge.json.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.json.text.JsonValue;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;

/** Sizes as Keras takes them: one number for both sides of an image, or one for each. */
final class Sizes {
  static final Form SIZE =
      Leaf.of(
          "Size2D",
          "a whole number or [rows, columns]",
          Sizes::size,
          value -> size((Size2D) value),
          "{'anyOf': [{'type': 'integer'},"
              + " {'type': 'array', 'items': {'type': 'integer'}, 'minItems': 2, 'maxItems': 2}]}");

  static final Form PADDING =
      Leaf.of(
          "Padding2D",
          "a whole number, [rows, columns] or [[top, bottom], [left, right]]",
          Sizes::padding,
          value -> padding((Padding2D) value),
          "{'anyOf': [{'type': 'integer'},"
              + " {'type': 'array', 'items': {'type': 'integer'}, 'minItems': 2, 'maxItems': 2},"
              + " {'type': 'array', 'items': {'type': 'array', 'items': {'type': 'integer'},"
              + " 'minItems': 2, 'maxItems': 2}, 'minItems': 2, 'maxItems': 2}]}");

  static final Form SHAPE =
      Leaf.of(
          "TensorShape",
          "a shape without the batch, as [28, 28, 1]",
          Sizes::shape,
          value -> array(((TensorShape) value).dims()),
          "{'type': 'array', 'items': {'type': 'integer'}, 'minItems': 1}");

  private Sizes() {}

  private static Object size(JsonValue json) {
    if (json.node().isNumber()) {
      return Size2D.of(number(json));
    }
    requirePair(json, SIZE);
    return Size2D.of(number(json.item(0)), number(json.item(1)));
  }

  private static JsonNode size(Size2D size) {
    return size.isSquare()
        ? IntNode.valueOf(size.rows())
        : array(List.of(size.rows(), size.columns()));
  }

  private static Object padding(JsonValue json) {
    if (json.node().isNumber()) {
      return Padding2D.of(number(json));
    }
    requirePair(json, PADDING);
    JsonValue first = json.item(0);
    JsonValue second = json.item(1);
    if (first.node().isNumber()) {
      int rows = number(first);
      int columns = number(second);
      return Padding2D.of(rows, rows, columns, columns);
    }
    requirePair(first, PADDING);
    requirePair(second, PADDING);
    return Padding2D.of(
        number(first.item(0)),
        number(first.item(1)),
        number(second.item(0)),
        number(second.item(1)));
  }

  private static JsonNode padding(Padding2D padding) {
    boolean alike = padding.top() == padding.bottom() && padding.left() == padding.right();
    if (alike && padding.top() == padding.left()) {
      return IntNode.valueOf(padding.top());
    }
    if (alike) {
      return array(List.of(padding.top(), padding.left()));
    }
    return JsonNodeFactory.instance
        .arrayNode()
        .add(array(List.of(padding.top(), padding.bottom())))
        .add(array(List.of(padding.left(), padding.right())));
  }

  private static Object shape(JsonValue json) {
    if (!json.node().isArray() || json.node().isEmpty()) {
      throw json.mistake(SHAPE.expected(), "write its dimensions in brackets");
    }
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < json.node().size(); i++) {
      dims.add(number(json.item(i)));
    }
    return new TensorShape(dims);
  }

  private static void requirePair(JsonValue json, Form form) {
    if (!json.node().isArray() || json.node().size() != 2) {
      throw json.mistake(form.expected(), "write it in one of these forms");
    }
  }

  private static int number(JsonValue json) {
    return (int) Scalars.INT.read(json);
  }

  private static ArrayNode array(List<Integer> numbers) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    numbers.forEach(array::add);
    return array;
  }
}
