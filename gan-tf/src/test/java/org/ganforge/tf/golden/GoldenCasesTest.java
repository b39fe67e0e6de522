package org.ganforge.tf.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganforge.KerasVersion;
import org.junit.jupiter.api.Test;

/** Every case is tested, and no test ignores what it doesn't understand. */
class GoldenCasesTest {
  @Test
  void everyFileIsOfAKindThatSomeTestPlays() {
    Set<String> kinds = kindsWithTests();
    assertThat(GoldenFiles.all())
        .allSatisfy(
            file ->
                assertThat(GoldenCases.read(file).path("kind").asText())
                    .as("kind of " + file.getFileName())
                    .isIn(kinds));
  }

  @Test
  void everyFolderHasCases() {
    assertThat(GoldenFiles.folders())
        .isNotEmpty()
        .allSatisfy(folder -> assertThat(GoldenFiles.in(folder)).as("%s", folder).isNotEmpty());
  }

  @Test
  void keras2IsTestedIfItHasAnAnswer() {
    assertThat(cases("{'name': 'x'}")).containsExactly("x", "x (keras 2)");
    String rules = "{'name': 'x', 'rules': {'moving_variance': 'population'}, 'source': ['Keras ";
    assertThat(cases(rules + "3.16.0']}")).containsExactly("x");
    assertThat(cases(rules + "3.16.0', 'Keras 2.2.4']}")).containsExactly("x", "x (keras 2)");
    String alternative = "3.16.0'], 'alternatives': [{'rules': {'moving_variance': 'sample'}}]}";
    assertThat(cases(rules + alternative)).containsExactly("x", "x (keras 2)");
  }

  private static List<String> cases(String text) {
    return GoldenCases.cases("x", parse(text)).map(GoldenCase::toString).toList();
  }

  /** Finds the methods with the annotation among the compiled tests. */
  private static Set<String> kindsWithTests() {
    URL tests = GoldenTest.class.getProtectionDomain().getCodeSource().getLocation();
    Path root = Path.of(URI.create(tests.toString()));
    try (Stream<Path> classes = Files.walk(root)) {
      return classes
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith("GoldenTest.class"))
          .map(file -> load(file.replace(File.separatorChar, '.').replaceFirst("\\.class$", "")))
          .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
          .filter(method -> method.isAnnotationPresent(GoldenTest.class))
          .map(method -> method.getAnnotation(GoldenTest.class).value())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name, e);
    }
  }

  @Test
  void aFieldThatNobodyReadsIsAFailure() {
    GoldenCase golden = golden("{'name': 'x', 'training': {'output': 1, 'surprise': 2}}");
    golden.fields().object("training").number("output");
    assertThatThrownBy(golden::requireUnderstood)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("training.surprise");
  }

  @Test
  void aMissingFieldIsAFailure() {
    assertThatThrownBy(() -> golden("{'name': 'x'}").fields().tensor("output"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("output is missing");
  }

  @Test
  void keras2TakesTheAlternativeAndKeepsWhatItLeavesOut() {
    String text =
        "{'name': 'x', 'rules': {'moving_variance': 'population'}, 'a': {'b': 1, 'c': 2},"
            + " 'alternatives': [{'rules': {'moving_variance': 'sample'}, 'a': {'c': 3}}]}";
    assertThat(golden(text).fields().object("a").number("c")).isEqualTo(2);
    GoldenCase keras2 = GoldenCase.of("x", parse(text), KerasVersion.KERAS_2);
    assertThat(keras2).hasToString("x (keras 2)");
    assertThat(keras2.fields().object("a").number("b")).isEqualTo(1);
    assertThat(keras2.fields().object("a").number("c")).isEqualTo(3);
  }

  @Test
  void anUnknownRuleIsAFailure() {
    assertThatThrownBy(golden("{'name': 'x', 'rules': {'mood': 'good'}}")::requireUnderstood)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("mood");
  }

  @Test
  void alternativesWithoutKeras2AreAFailure() {
    String text =
        "{'name': 'x', 'rules': {'moving_variance': 'population', 'rmsprop_epsilon': 'inside'},"
            + " 'alternatives': [{'rules': {'moving_variance': 'sample',"
            + " 'rmsprop_epsilon': 'inside'}}]}";
    assertThatThrownBy(golden(text)::requireUnderstood)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("\"rmsprop_epsilon\"=\"outside\"");
  }

  private static GoldenCase golden(String text) {
    return GoldenCase.of("x", parse(text), KerasVersion.KERAS_3);
  }

  private static ObjectNode parse(String text) {
    try {
      JsonNode node = new ObjectMapper().readTree(text.replace('\'', '"'));
      return (ObjectNode) node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
