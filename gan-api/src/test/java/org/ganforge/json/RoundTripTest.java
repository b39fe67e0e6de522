package org.ganforge.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.json.form.Variants;
import org.ganforge.json.text.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Writes and reads every record, with each of its fields changed in turn. */
class RoundTripTest {
  static Stream<Arguments> records() {
    return Variants.FAMILIES.stream()
        .flatMap(f -> Variants.members(f).stream().map(record -> Arguments.of(record, f)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void readingGivesBackWhatWasWritten(Class<?> record, Class<?> family) {
    assertRoundTrip(Variants.plain(record), family);
    Variants.changed(record).values().forEach(value -> assertRoundTrip(value, family));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void writesTheFieldThatIsNotAtItsDefault(Class<?> record, Class<?> family) {
    Map<String, Object> changed = Variants.changed(record);
    changed.remove("");
    changed.forEach(
        (component, value) ->
            assertThat(fields(component))
                .anyMatch(field -> write(value, family).contains("\"" + field + "\": ")));
  }

  private static List<String> fields(String component) {
    return switch (component) {
      case "clipping" -> List.of("clipvalue", "clipnorm", "global_clipnorm");
      case "learningRate" -> List.of("learning_rate", "decay");
      default -> List.of(Words.snakeCase(component));
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void everyFieldCanBeChanged(Class<?> record, Class<?> family) {
    Set<String> fixed =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getName)
            .filter(name -> !Variants.changed(record).containsKey(name))
            .map(name -> record.getSimpleName() + "." + name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(Variants.FIXED).as("of the family %s", family).containsAll(fixed);
  }

  @Test
  void readsBackEveryPartOfAGan() {
    assertRoundTrip(Variants.plain(Gan.class), Gan.class);
    Map<String, Object> changed = Variants.changed(Gan.class);
    changed.values().forEach(value -> assertRoundTrip(value, Gan.class));
    long free =
        Arrays.stream(Gan.class.getRecordComponents())
            .filter(component -> !Variants.FIXED.contains("Gan." + component.getName()))
            .count();
    assertThat(changed).hasSize((int) (1 + free));
  }

  private static void assertRoundTrip(Object value, Class<?> family) {
    String text = write(value, family);
    Object read = GanJson.readValue(text, family);
    assertThat(read).isEqualTo(value);
    assertThat(write(read, family)).isEqualTo(text);
  }

  private static <T> String write(Object value, Class<T> family) {
    return GanJson.writeValue(family.cast(value), family);
  }
}
