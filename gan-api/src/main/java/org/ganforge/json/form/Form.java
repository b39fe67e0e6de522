package org.ganforge.json.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.json.text.JsonValue;

/** The JSON form of a Java type's values. */
public interface Form {
  /** Returns the "expected" part of error messages: {@code a whole number}. */
  String expected();

  /**
   * Returns the value.
   *
   * @throws org.ganforge.error.InvalidInputException if the JSON is not such a value; the message
   *     begins with the JSON path
   */
  Object read(JsonValue json);

  /** Returns the value's canonical JSON. */
  JsonNode write(Object value);

  /** Returns the JSON Schema of what {@link #read} accepts, as far as a schema can express it. */
  ObjectNode schema(Definitions definitions);
}
