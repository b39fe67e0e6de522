package org.ganforge.json.form;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.JsonValue;
import org.ganforge.json.text.Words;
import org.ganforge.layer.Network;
import org.jspecify.annotations.Nullable;

/**
 * A record: an object with a field per component. Missing fields get their defaults, and fields at
 * their defaults are not written.
 */
public final class RecordForm implements Form {
  private final Class<?> type;
  private final String tag;
  private final Defaults defaults;
  private final List<Component> components;
  private final Map<String, Field> fields = new LinkedHashMap<>();

  /** The required fields, by the names of their components. */
  private final Map<String, Field> required = new LinkedHashMap<>();

  /**
   * Makes the form of a record.
   *
   * @param tag a field of the object that belongs to its reader rather than the record; empty for
   *     none
   */
  RecordForm(Class<?> type, String tag) {
    this.type = type;
    this.tag = tag;
    this.defaults = Defaults.of(type);
    this.components = Component.allOf(type);
    for (Component component : components) {
      component.fields().forEach(field -> fields.put(field.name(), field));
      if (defaults.required().contains(component.name())) {
        required.put(component.name(), component.fields().get(0));
      }
    }
  }

  @Override
  public String expected() {
    return "an object";
  }

  @Override
  public Object read(JsonValue json) {
    refuseUnknownFields(json, json.object(expected(), "put its fields in braces"));
    Map<String, @Nullable Object> given = new HashMap<>();
    for (Field field : fields.values()) {
      JsonValue value = json.field(field.name());
      if (!value.node().isMissingNode()) {
        given.put(field.name(), field.read(value));
      } else if (isRequired(field)) {
        String wayOut = "add " + Compact.quote(field.name());
        throw value.mistake(field.form().expected(), wayOut);
      }
    }
    try {
      return make(given);
    } catch (InvalidInputException e) {
      throw e.at(place(json.path(), e.where(), given.get("name")));
    }
  }

  private void refuseUnknownFields(JsonValue json, ObjectNode object) {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!fields.containsKey(name) && !name.equals(tag)) {
        throw unknownField(json.path(), name, fields.keySet());
      }
    }
  }

  private InvalidInputException unknownField(String path, String name, Collection<String> known) {
    String all = known.isEmpty() ? "it has none" : "its fields are " + Words.list(known);
    return new InvalidInputException(
        path,
        "a field of " + type.getSimpleName(),
        JsonValue.quote(name),
        Words.guessAmong(name, known, all));
  }

  /** Returns whether the record has a field of this name. */
  boolean has(String name) {
    return fields.containsKey(name);
  }

  /**
   * Returns the field for a step of a path.
   *
   * @throws InvalidInputException if there is none; the message names the nearest
   */
  public Field field(String path, String name) {
    Field field = fields.get(name);
    if (field == null) {
      List<String> known = new ArrayList<>(fields.keySet());
      if (tag.equals(UnionForm.TYPE)) {
        known.add(0, tag);
      }
      throw unknownField(path, name, known);
    }
    return field;
  }

  /** Returns the default of a field; empty if it is required. */
  public JsonNode defaultOf(Field field) {
    return isRequired(field) ? MissingNode.getInstance() : field.write(field.get(sample()));
  }

  private boolean isRequired(Field field) {
    return required.containsValue(field);
  }

  private Object make(Map<String, @Nullable Object> given) {
    Object base = defaults.instance(name -> given.get(requireNonNull(required.get(name)).name()));
    List<@Nullable Object> values = new ArrayList<>();
    components.forEach(component -> values.add(component.value(given, base)));
    return Calls.call(Defaults.canonical(type), values);
  }

  /**
   * Returns the JSON path for a place named in the record's own terms: {@code Conv2D kernel_size
   * rows}, {@code discriminator}, or within a network {@code generator.layers[4]}.
   */
  private String place(String path, String where, @Nullable Object name) {
    if (Network.class.isAssignableFrom(type) && where.startsWith(name + ".")) {
      String within = where.substring((name + "").length());
      return path + within.replace("] name", "].name").replace("] from", "].from");
    }
    List<String> words = List.of(where.split(" "));
    for (int i = 0; i < Math.min(2, words.size()); i++) {
      if (fields.containsKey(words.get(i))) {
        return path + "." + String.join(" ", words.subList(i, words.size()));
      }
    }
    return path;
  }

  @Override
  public ObjectNode write(Object value) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    writeInto(object, value);
    return object;
  }

  /** Adds the record's fields to an object: the required ones, and those not at their defaults. */
  void writeInto(ObjectNode object, Object value) {
    Object base = defaults.instance(name -> requireNonNull(required.get(name)).get(value));
    for (Field field : fields.values()) {
      Object own = field.get(value);
      if (isRequired(field) || !Objects.equals(own, field.get(base))) {
        object.set(field.name(), field.write(withoutMadeNames(value, field, own)));
      }
    }
  }

  /** Returns the object with its tag first and its fields in the record's order. */
  ObjectNode inOrder(ObjectNode object) {
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    Stream.concat(Stream.of(tag), fields.keySet().stream())
        .filter(object::has)
        .forEach(name -> ordered.set(name, object.get(name)));
    return ordered;
  }

  /** A network's layers are written without automatic names, which reading generates again. */
  private static @Nullable Object withoutMadeNames(
      Object value, Field field, @Nullable Object own) {
    if (!field.name().equals("layers")) {
      return own;
    }
    if (value instanceof Sequential chain) {
      return chain.unnamedLayers();
    }
    return value instanceof Model model ? model.shortNodes() : own;
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return definitions.reference(type.getSimpleName(), () -> describe(null, definitions));
  }

  /** Returns the record's own schema; {@code tagSchema} is that of the tag, which is required. */
  ObjectNode describe(@Nullable JsonNode tagSchema, Definitions definitions) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    if (tagSchema != null) {
      properties.set(tag, tagSchema);
      required.add(tag);
    }
    Object sample = sample();
    for (Field field : fields.values()) {
      if (isRequired(field)) {
        properties.set(field.name(), field.schema(definitions, null));
        required.add(field.name());
      } else {
        properties.set(field.name(), field.schema(definitions, field.get(sample)));
      }
    }
    return schema.put("additionalProperties", false);
  }

  /** Returns a record that shows the defaults. */
  private Object sample() {
    return defaults.instance(name -> Samples.of(requireNonNull(required.get(name)).type(), name));
  }
}
