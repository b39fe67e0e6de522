package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --replicas}: trains, is recorded, and can only be changed on purpose. */
class ReplicasCommandTest {
  /** Two replicas divide these, and the tests' process has one thread for each core. */
  private static final int THREADS = 2 * Runtime.getRuntime().availableProcessors();

  @TempDir private static Path folder;
  private static Path spec = Path.of("");
  private static Path half = Path.of("");

  @BeforeAll
  static void train() {
    spec = TinySpec.planned(folder, "\"iterations\": 6", "\"checkpoints\": {\"every\": 3}");
    half = folder.resolve("half");
    CommandRun run =
        CommandRun.of(
            "train",
            spec,
            "--replicas",
            "cpu:2",
            "--threads",
            THREADS,
            "--steps",
            3,
            "--run",
            half);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  private static JsonNode checkpoint(Path run, int step) throws IOException {
    return new JsonMapper()
        .readTree(Files.readString(run.resolve("checkpoints/step-" + step + "/checkpoint.json")));
  }

  @Test
  void theNumberIsRecordedAndResumeKeepsIt() throws IOException {
    assertThat(checkpoint(half, 3).at("/computation/replicas").intValue()).isEqualTo(2);
    Path run = copy("same");
    CommandRun resumed = CommandRun.of("resume", run, "--steps", 6);
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.code()).isZero();
    assertThat(checkpoint(run, 6).at("/computation/replicas").intValue()).isEqualTo(2);
  }

  @Test
  void anotherNumberIsRefusedUnlessOverridden() throws IOException {
    Path run = copy("other");
    CommandRun refused =
        CommandRun.of("resume", run, "--steps", 6, "--replicas", "cpu:4", "--threads", THREADS);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("replicas 4 (then 2)").contains("--override");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2     | expected cpu: and how many, or gpu: and which ones but found \"2\"; as in cpu:2 or"
            + " gpu:0,1",
        "cpu:0 | expected 1 to 64 but found 0; choose another number",
        "gpu:0,0 | expected different devices but found gpu:0,0; name each device once",
        "cpu:3 | plan"
      })
  void refusesWhatItCannotDo(String replicas, String message) {
    CommandRun run =
        CommandRun.of("train", spec, "--replicas", replicas, "--run", folder.resolve("no"));
    if (message.equals("plan")) {
      assertThat(run.err()).contains("a multiple of 3, the number of replicas");
    } else {
      assertThat(run.err()).isEqualTo("gan: --replicas: " + message + "\n");
    }
    assertThat(run.code()).isEqualTo(2);
  }

  private static Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    RunContent.copy(half, copy);
    return copy;
  }
}
