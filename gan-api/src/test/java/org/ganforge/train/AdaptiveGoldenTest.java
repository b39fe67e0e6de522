package org.ganforge.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.ganforge.GivenFolder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The turns of the one golden case that was trained in Keras by an adaptive schedule. */
class AdaptiveGoldenTest {
  @Test
  void theTurnsAreThoseThatWereTrained() throws IOException {
    Path file =
        GivenFolder.of("goldens.dir", "../shared/goldens").resolve("gan-emnist-letters.json");
    if (!Files.isRegularFile(file)) {
      String reason = "SKIPPED: no " + file + "; set -Dgoldens.dir=DIR to test it";
      System.err.println(reason);
      Assumptions.abort(reason);
    }
    JsonNode golden = new ObjectMapper().readTree(file.toFile());
    JsonNode plan = golden.get("plan");
    Adaptive schedule =
        new Adaptive(
            plan.get("generator_until").doubleValue(),
            plan.get("discriminator_until").doubleValue(),
            plan.get("cap").intValue(),
            plan.get("validation").intValue());
    JsonNode steps = golden.get("steps");
    JsonNode accuracy = golden.get("expected").get("accuracy");
    int at = 0;
    int batches = 0;
    for (JsonNode iteration : golden.get("expected").get("iterations")) {
      History history = History.start();
      for (Turn turn = schedule.next(history);
          turn != Turn.END_OF_ITERATION;
          turn = schedule.next(history)) {
        String network = turn.name().toLowerCase(Locale.ROOT);
        assertThat(steps.get(at).get("update").textValue()).isEqualTo(network);
        assertThat(steps.get(at).get("iteration")).isEqualTo(iteration.get("iteration"));
        assertThat(steps.get(at + 1).get("evaluate").textValue()).isEqualTo(network);
        history = history.after(turn, accuracy.get(at + 1).doubleValue());
        batches++;
        at += 2;
      }
      assertThat(iteration.get("d_batches").intValue() + iteration.get("g_batches").intValue())
          .isEqualTo(batches);
    }
    assertThat(at).isEqualTo(steps.size()).isEqualTo(22);
  }
}
