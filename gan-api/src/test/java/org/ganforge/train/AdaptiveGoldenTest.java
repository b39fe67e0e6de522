package org.ganforge.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.ganforge.GoldenFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The turns of the golden cases that were trained in Keras with an adaptive schedule. */
class AdaptiveGoldenTest {
  static Stream<Arguments> cases() {
    return GoldenFiles.all().stream()
        .map(AdaptiveGoldenTest::read)
        .filter(golden -> golden.at("/plan/schedule").asText().equals("adaptive"))
        .map(golden -> Arguments.of(golden.get("name").asText(), golden));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theTurnsAreThoseThatWereTrained(String name, JsonNode golden) {
    JsonNode plan = golden.get("plan");
    Adaptive schedule =
        Adaptive.of()
            .withGeneratorUntil(plan.get("generator_until").doubleValue())
            .withDiscriminatorUntil(plan.get("discriminator_until").doubleValue())
            .withCap(plan.get("cap").intValue())
            .withValidation(plan.get("validation").intValue())
            .withUpdatesPerCheck(plan.path("updates_per_check").asInt(1));
    JsonNode steps = golden.get("steps");
    JsonNode accuracy = golden.at("/expected/accuracy");
    assertThat(accuracy.size()).as(name).isEqualTo(steps.size());
    int at = 0;
    int batches = 0;
    for (JsonNode iteration : golden.at("/expected/iterations")) {
      History history = History.start();
      for (Turn turn = schedule.next(history);
          turn != Turn.END_OF_ITERATION;
          turn = schedule.next(history)) {
        String network = turn.name().toLowerCase(Locale.ROOT);
        for (int update = 0; update < schedule.updatesPerCheck(); update++) {
          assertThat(steps.path(at).path("update").asText()).isEqualTo(network);
          assertThat(steps.get(at).get("iteration")).isEqualTo(iteration.get("iteration"));
          batches++;
          at++;
        }
        assertThat(steps.path(at).path("evaluate").asText()).isEqualTo(network);
        history = history.after(turn, accuracy.get(at).doubleValue());
        at++;
      }
      assertThat(iteration.get("d_batches").intValue() + iteration.get("g_batches").intValue())
          .isEqualTo(batches);
    }
    assertThat(at).as("steps that were turns").isEqualTo(steps.size()).isPositive();
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
