package org.ganforge.json.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.json.text.JsonValue;

/**
 * A field that must be a network: with {@code inputs} it is a model, with {@code input_shape} a
 * chain.
 */
public final class NetworkForm implements Form {
  private static final String INPUTS = "inputs";

  NetworkForm() {}

  @Override
  public String expected() {
    return "an object";
  }

  /** Returns the form of the object's kind of network. */
  public RecordForm kind(JsonValue json) {
    return (RecordForm) Forms.of(json.node().has(INPUTS) ? Model.class : Sequential.class);
  }

  @Override
  public Object read(JsonValue json) {
    return kind(json).read(json);
  }

  @Override
  public JsonNode write(Object value) {
    return Forms.of(value.getClass()).write(value);
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return definitions.reference(
        "Network",
        () -> {
          ObjectNode either = JsonNodeFactory.instance.objectNode();
          either
              .withArray("oneOf")
              .add(Forms.of(Sequential.class).schema(definitions))
              .add(Forms.of(Model.class).schema(definitions));
          return either;
        });
  }
}
