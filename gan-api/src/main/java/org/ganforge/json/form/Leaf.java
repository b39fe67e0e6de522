package org.ganforge.json.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;

/**
 * A form without nested forms.
 *
 * @param name the name of its schema; empty if it is short enough to repeat
 */
record Leaf(
    String name,
    String expected,
    Function<JsonValue, Object> reader,
    Function<Object, JsonNode> writer,
    ObjectNode fixedSchema)
    implements Form {
  /** Returns a form; its schema is given with single quotes, to be readable in Java. */
  static Leaf of(
      String name,
      String expected,
      Function<JsonValue, Object> reader,
      Function<Object, JsonNode> writer,
      String schema) {
    return new Leaf(
        name, expected, reader, writer, (ObjectNode) JsonText.parse(schema.replace('\'', '"')));
  }

  @Override
  public Object read(JsonValue json) {
    try {
      return reader.apply(json);
    } catch (InvalidInputException e) {
      throw e.where().startsWith("$") ? e : e.at(json.path());
    }
  }

  @Override
  public JsonNode write(Object value) {
    return writer.apply(value);
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return name.isEmpty()
        ? fixedSchema.deepCopy()
        : definitions.reference(name, fixedSchema::deepCopy);
  }
}
