package org.ganforge.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganforge.json.form.Field;
import org.ganforge.json.form.Variants;
import org.ganforge.json.text.JsonText;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Layer;
import org.ganforge.optimizer.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The defaults are defined in the records; this test pins them to Keras'. */
class KerasDefaultsTest {
  private static final List<Class<?>> FAMILIES =
      List.of(Layer.class, Optimizer.class, Initializer.class);

  static Stream<Arguments> givenAndFull() {
    List<String> lines =
        Resources.text("keras-defaults.txt")
            .lines()
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    List<Arguments> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += 2) {
      rows.add(Arguments.of(lines.get(i), lines.get(i + 1)));
    }
    return rows.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("givenAndFull")
  void omittedFieldsAreAsInKeras(String given, String full) {
    Class<?> family = family(full);
    assertThat(GanJson.readValue(given, family)).isEqualTo(GanJson.readValue(full, family));
  }

  @Test
  void everyFieldOfEveryRecordIsPinned() {
    Set<String> pinned = new TreeSet<>();
    givenAndFull().forEach(row -> pinned.addAll(fields(JsonText.parse((String) row.get()[1]))));
    assertThat(pinned).isEqualTo(fieldsOfAllRecords());
  }

  /** A layer's name has no default to compare; a network's is required. */
  private static Set<String> fieldsOfAllRecords() {
    return FAMILIES.stream()
        .flatMap(family -> Variants.members(family).stream())
        .flatMap(KerasDefaultsTest::fields)
        .filter(
            field ->
                !field.endsWith(".name")
                    || field.equals("Sequential.name")
                    || field.equals("Model.name"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> fields(Class<?> record) {
    return Stream.concat(
        Stream.of(record.getSimpleName()),
        Field.allOf(record).stream().map(field -> record.getSimpleName() + "." + field.name()));
  }

  private static Set<String> fields(JsonNode object) {
    String type = object.get("type").textValue();
    Set<String> fields = new TreeSet<>(Set.of(type));
    object.fieldNames().forEachRemaining(name -> fields.add(type + "." + name));
    fields.remove(type + ".type");
    return fields;
  }

  private static Class<?> family(String object) {
    String type = JsonText.parse(object).get("type").textValue();
    return FAMILIES.stream()
        .filter(f -> Variants.members(f).stream().anyMatch(r -> r.getSimpleName().equals(type)))
        .findFirst()
        .orElseThrow();
  }
}
