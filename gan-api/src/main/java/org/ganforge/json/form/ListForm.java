package org.ganforge.json.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.json.text.JsonValue;

/** A list: an array. */
public record ListForm(Form item) implements Form {
  @Override
  public String expected() {
    return "an array";
  }

  @Override
  public Object read(JsonValue json) {
    if (!json.node().isArray()) {
      throw json.mistake(expected(), "put brackets around it");
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < json.node().size(); i++) {
      values.add(item.read(json.item(i)));
    }
    return List.copyOf(values);
  }

  @Override
  public ArrayNode write(Object value) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    ((List<?>) value).forEach(element -> array.add(item.write(element)));
    return array;
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "array");
    schema.set("items", item.schema(definitions));
    return schema;
  }
}
