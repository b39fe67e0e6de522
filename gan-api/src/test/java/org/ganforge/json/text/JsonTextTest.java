package org.ganforge.json.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.GanJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 20, unit = TimeUnit.MINUTES)
class JsonTextTest {
  private static final String KNOWS =
      "; JSON has no comments, no NaN, no single quotes and no comma before a bracket";

  static Stream<Arguments> textsThatAreNotJson() {
    return Stream.of(
        Arguments.of("", "$: expected JSON but found nothing; give the spec's text"),
        Arguments.of(" \n ", "$: expected JSON but found nothing; give the spec's text"),
        Arguments.of("{", "$: expected JSON but found its end at line 1, column 2" + KNOWS),
        Arguments.of("[\"ab", "$[0]: expected JSON but found its end at line 1, column 5" + KNOWS),
        Arguments.of(
            "{\"a\": // x\n1}",
            "$.a: expected JSON but found other text at line 1, column 7" + KNOWS),
        Arguments.of(
            "{\n /* x */ }", "$: expected JSON but found other text at line 2, column 2" + KNOWS),
        Arguments.of(
            "{'a': 1}", "$: expected JSON but found other text at line 1, column 2" + KNOWS),
        Arguments.of("{a: 1}", "$: expected JSON but found other text at line 1, column 2" + KNOWS),
        Arguments.of(
            "{\"a\": NaN}", "$.a: expected JSON but found other text at line 1, column 10" + KNOWS),
        Arguments.of(
            "{\"a\": -Infinity}",
            "$.a: expected JSON but found other text at line 1, column 16" + KNOWS),
        Arguments.of(
            "{\"a\": 1,}", "$.a: expected JSON but found other text at line 1, column 9" + KNOWS),
        Arguments.of(
            "[1,]", "$[1]: expected JSON but found other text at line 1, column 4" + KNOWS),
        Arguments.of(
            "{\"a\": 01}", "$.a: expected JSON but found other text at line 1, column 8" + KNOWS),
        Arguments.of(
            "{} {}", "$: expected one value but found more text at line 1, column 4; remove it"),
        Arguments.of("{} x", "$: expected JSON but found other text at line 1, column 4" + KNOWS),
        Arguments.of(
            "{\"a\": {\"b c\": [0, {\"d\": 1, \"d\": 1}]}}",
            "$.a[\"b c\"][1].d: expected one value but found a second; remove one of the two"),
        Arguments.of(
            "{\"a\": -1e999}",
            "$.a: expected a number that fits in 64 bits but found -1e999; give a smaller one"),
        Arguments.of(
            "[" + "1".repeat(1001) + "]",
            "$[0]: expected a number or name of usual length but found a longer one; shorten it"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("textsThatAreNotJson")
  void refusesWhatIsNotJson(String text, String message) {
    assertRefused(text, message);
  }

  @Test
  void boundsTheDepth() {
    String path = "[0]".repeat(64);
    assertThat(JsonText.parse("[".repeat(64) + "]".repeat(64)).size()).isEqualTo(1);
    assertRefused(
        "[".repeat(100_000),
        "$" + path + ": expected at most 64 levels but found more; nest less deeply");
  }

  @Test
  void boundsTheLength() {
    String longest = " ".repeat(JsonText.MOST_CHARACTERS - 1) + "1";
    assertThat(JsonText.parse(longest).intValue()).isEqualTo(1);
    assertRefused(
        longest + " ",
        "$: expected a spec of at most 1048576 characters but found more;"
            + " a spec holds no weights and no images");
  }

  @Test
  void refusesFiveMegabytesOfGarbageImmediately(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("garbage"), new byte[5 << 20]);
    assertThatThrownBy(() -> GanJson.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + " $: expected a spec of at most 1048576 characters but found more;"
                + " a spec holds no weights and no images");
  }

  /** The largest network within the limit on length, with a mistake at the end. */
  @Test
  void readsAsManyLayersAsFit() {
    String layers = "{\"type\":\"Flatten\"},".repeat(50_000);
    String text = "{\"name\":\"n\",\"input_shape\":[4],\"layers\":[" + layers + "5]}";
    assertThatThrownBy(() -> GanJson.readValue(text, Sequential.class))
        .hasMessageStartingWith("$.layers[50000]: expected a layer but found 5;");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> JsonText.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }
}
