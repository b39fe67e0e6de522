package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verb {@code evaluate} on the built-in digits, whose classifier is surer than the quickly
 * trained one of {@link EvaluateTest}.
 */
@Tag("slow")
class EvaluateDigitsTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void keepTheClassifierHere() {
    System.setProperty("ganforge.home", folder.resolve("cache").toString());
  }

  @AfterAll
  static void forgetTheClassifier() {
    System.clearProperty("ganforge.home");
  }

  @Test
  void theClassifierIsRightAndSureAndTellsAPoorGanFromRealImages() throws IOException {
    CommandRun result =
        TrainedTinyRun.in(folder).call("evaluate", "--count", 200, "--seed", 5, "--json");

    assertThat(result.code()).isZero();
    JsonNode json = JsonMapper.builder().build().readTree(result.out());
    assertThat(json.get("classifier_accuracy").doubleValue()).isGreaterThan(0.98);
    assertThat(json.get("classifier_none").doubleValue()).isBetween(0.0, 0.01);
    JsonNode samples = json.get("figures").get("samples");
    JsonNode floor = json.get("figures").get("floor");
    assertThat(samples.get("frechet_distance").doubleValue())
        .isGreaterThan(10 * floor.get("frechet_distance").doubleValue());
    assertThat(samples.get("recall").doubleValue()).isLessThan(0.1);
    assertThat(floor.get("recall").doubleValue()).isGreaterThan(0.7);
    assertThat(floor.get("coverage").doubleValue()).isGreaterThan(0.9);
  }
}
