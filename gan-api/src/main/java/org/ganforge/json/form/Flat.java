package org.ganforge.json.form;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ganforge.optimizer.GradientClipping;
import org.ganforge.optimizer.LearningRate;
import org.jspecify.annotations.Nullable;

/**
 * A part whose fields are written among those of the enclosing record, as Keras' arguments are.
 *
 * @param shown the record whose components are the fields
 * @param show converts a value to that record
 * @param value converts that record to the value
 */
record Flat(
    Class<? extends Record> shown, Function<Object, Object> show, Function<Object, Object> value) {
  private static final Map<Class<?>, Flat> ALL =
      Map.of(
          GradientClipping.class,
          new Flat(GradientClipping.class, Function.identity(), Function.identity()),
          LearningRate.class,
          new Flat(
              DecayedRate.class,
              rate -> DecayedRate.of((LearningRate) rate),
              shown -> ((DecayedRate) shown).rate()));

  /** Returns how parts of this type are flattened; null if they are not. */
  static @Nullable Flat of(Class<?> type) {
    return ALL.get(type);
  }

  /** Returns the fields, with getters for the record that contains the part. */
  List<Field> fields(Field part) {
    return Stream.of(shown.getRecordComponents())
        .map(Field::of)
        .map(
            inner ->
                inner.withGetter(record -> inner.get(show.apply(requireNonNull(part.get(record))))))
        .toList();
  }

  /** Returns the part with these field values. */
  Object value(List<? extends @Nullable Object> values) {
    return value.apply(Calls.call(Defaults.canonical(shown), values));
  }
}
