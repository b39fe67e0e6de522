package org.ganforge.json.form;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record's component as fields of a JSON object: a single field, or the fields of a {@link Flat}
 * part.
 *
 * @param name the component's name
 * @param fields its fields
 * @param flat how a flat part is represented; null for any other component
 */
record Component(String name, List<Field> fields, @Nullable Flat flat) {
  /** Returns the components of a record, in order. */
  static List<Component> allOf(Class<?> record) {
    return Stream.of(record.getRecordComponents()).map(Component::of).toList();
  }

  private static Component of(RecordComponent component) {
    Flat flat = Flat.of(component.getType());
    List<Field> fields =
        flat == null ? List.of(Field.of(component)) : flat.fields(Field.of(component));
    return new Component(component.getName(), fields, flat);
  }

  /**
   * Returns the component's value.
   *
   * @param given the fields present in the object
   * @param base the record with all other fields at their defaults
   */
  @Nullable Object value(Map<String, @Nullable Object> given, Object base) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Field field : fields) {
      values.add(given.containsKey(field.name()) ? given.get(field.name()) : field.get(base));
    }
    return flat == null ? values.get(0) : flat.value(values);
  }
}
