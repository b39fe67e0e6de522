package org.ganforge.json.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.JsonValue;
import org.ganforge.json.text.Words;

/** An enum: each constant has one JSON value. */
final class EnumForm implements Form {
  private final String name;
  private final Map<String, Object> constants = new LinkedHashMap<>();
  private final Function<Object, JsonNode> writer;

  private EnumForm(String name, List<?> constants, Function<Object, JsonNode> writer) {
    this.name = name;
    this.writer = writer;
    constants.forEach(c -> this.constants.put(Compact.text(writer.apply(c)), c));
  }

  /** Returns the form of an enum; {@code writer} gives the JSON of each constant. */
  static EnumForm of(Class<?> type, Function<Object, JsonNode> writer) {
    return new EnumForm(type.getSimpleName(), List.of(type.getEnumConstants()), writer);
  }

  @Override
  public String expected() {
    return "one of " + String.join(", ", constants.keySet());
  }

  @Override
  public Object read(JsonValue json) {
    Object constant = constants.get(Compact.text(json.node()));
    if (constant == null) {
      throw json.mistake(expected(), wayOut(json.node()));
    }
    return constant;
  }

  private String wayOut(JsonNode found) {
    List<String> names =
        constants.values().stream()
            .map(writer)
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .toList();
    return Optional.ofNullable(found.textValue())
        .flatMap(name -> Words.guess(name, names))
        .orElse("choose one of them");
  }

  @Override
  public JsonNode write(Object value) {
    return writer.apply(value);
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return definitions.reference(name, this::describe);
  }

  private ObjectNode describe() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    constants.values().forEach(c -> schema.withArray("enum").add(writer.apply(c)));
    return schema;
  }
}
