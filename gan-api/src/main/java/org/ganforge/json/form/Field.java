package org.ganforge.json.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Function;
import org.ganforge.Model;
import org.ganforge.json.text.JsonValue;
import org.ganforge.json.text.Words;
import org.jspecify.annotations.Nullable;

/**
 * A record's component as a field of an object.
 *
 * @param name Keras' spelling: {@code kernel_size}
 * @param type the type of its values, as declared by the component
 * @param nullable whether it may be null
 * @param getter returns its value in a record
 */
public record Field(
    String name, Type type, boolean nullable, Function<Object, @Nullable Object> getter) {
  /** Returns the field of a component. */
  public static Field of(RecordComponent component) {
    return new Field(
        nameOf(component),
        component.getGenericType(),
        component.getAnnotatedType().isAnnotationPresent(Nullable.class),
        record -> Calls.get(component, record));
  }

  /** Returns the fields of a record, in order, with those of a flat part in its place. */
  public static List<Field> allOf(Class<?> record) {
    return Component.allOf(record).stream().flatMap(c -> c.fields().stream()).toList();
  }

  /** Returns the same field with another getter. */
  Field withGetter(Function<Object, @Nullable Object> getter) {
    return new Field(name, type, nullable, getter);
  }

  /** In JSON a model's nodes are called layers. */
  private static String nameOf(RecordComponent component) {
    boolean isNodes =
        component.getDeclaringRecord() == Model.class && component.getName().equals("nodes");
    return isNodes ? "layers" : Words.snakeCase(component.getName());
  }

  /** Returns the form of its values; looked up lazily, since networks may contain networks. */
  public Form form() {
    return Forms.of(type);
  }

  @Nullable Object read(JsonValue json) {
    return nullable && json.node().isNull() ? null : form().read(json);
  }

  /** Returns the JSON of a value, null included. */
  public JsonNode write(@Nullable Object value) {
    return value == null ? NullNode.instance : form().write(value);
  }

  /** Returns its value in a record. */
  public @Nullable Object get(Object record) {
    return getter.apply(record);
  }

  /** Returns the schema of its values, with the default if there is a useful one. */
  ObjectNode schema(Definitions definitions, @Nullable Object defaultValue) {
    ObjectNode schema = form().schema(definitions);
    if (nullable) {
      ObjectNode either = JsonNodeFactory.instance.objectNode();
      either.withArray("anyOf").add(schema).addObject().put("type", "null");
      schema = either;
    }
    if (defaultValue != null && !defaultValue.equals("")) {
      schema.set("default", form().write(defaultValue));
    }
    return schema;
  }
}
