package org.ganforge.json.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.json.text.JsonValue;

/** How the values of one Java type stand in JSON. */
public interface Form {
  /** Returns what an error says is expected: {@code a whole number}. */
  String expected();

  /**
   * Returns the value.
   *
   * @throws org.ganforge.error.InvalidInputException if the JSON holds no such value; it begins
   *     with the JSON path
   */
  Object read(JsonValue json);

  /** Returns the value's canonical JSON. */
  JsonNode write(Object value);

  /** Returns the JSON Schema of what {@link #read} takes, as far as a schema can say it. */
  ObjectNode schema(Definitions definitions);
}
