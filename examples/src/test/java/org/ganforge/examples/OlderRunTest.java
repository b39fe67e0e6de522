package org.ganforge.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.observe.RunDirectory;
import org.ganforge.train.Fakes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run from before plans recorded the mode of fakes is resumed as it started. */
class OlderRunTest {
  private static final String FIELD = ",?\\s*\"fakes\": \"inference\"";

  @TempDir private static Path origin;
  @TempDir private Path folder;
  private Path whole;
  private Path half;

  @BeforeAll
  static void train() {
    Path spec =
        TinySpec.with(origin, "\"batch_size\": 8", "\"batch_size\": 8, \"fakes\": \"inference\"");
    Path whole = origin.resolve("whole");
    Path half = origin.resolve("half");
    assertThat(CommandRun.of("train", spec, "--run", whole, "--steps", 8).code()).isZero();
    assertThat(CommandRun.of("train", spec, "--run", half, "--steps", 4).code()).isZero();
  }

  @BeforeEach
  void copy() throws IOException {
    RunContent.copy(origin, folder);
    whole = folder.resolve("whole");
    half = folder.resolve("half");
  }

  /** Removes the field from everything, as if the earlier version had written it. */
  private static void makeOlder(Path run) throws IOException {
    assertThat(withoutField(run.resolve("run.json"))).isTrue();
    for (Path checkpoint : Checkpoints.of(run.resolve("checkpoints")).all()) {
      CheckpointInfo info = CheckpointFiles.verify(checkpoint);
      assertThat(withoutField(checkpoint.resolve("gan.json"))).isTrue();
      Files.delete(checkpoint.resolve("checkpoint.json"));
      CheckpointFiles.seal(
          checkpoint,
          files ->
              CheckpointInfo.of(
                      info.iteration(),
                      info.seed(),
                      info.metricsLine(),
                      info.created(),
                      info.versions(),
                      info.computation(),
                      files)
                  .withImages(requireNonNull(info.images())));
    }
  }

  private static boolean withoutField(Path file) throws IOException {
    String text = Files.readString(file);
    String older = text.replaceAll(FIELD, "");
    Files.writeString(file, older);
    return !older.equals(text) && !older.contains("fakes");
  }

  @Test
  void resumesToTheBit() throws IOException {
    makeOlder(half);
    CommandRun result = CommandRun.of("resume", half, "--steps", 8);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(Files.readAllBytes(half.resolve("metrics.jsonl")))
        .isEqualTo(Files.readAllBytes(whole.resolve("metrics.jsonl")));
    String variables = "checkpoints/step-8/variables.data-00000-of-00001";
    assertThat(Files.readAllBytes(half.resolve(variables)))
        .isEqualTo(Files.readAllBytes(whole.resolve(variables)));
    // From now on the record has the field.
    assertThat(Files.readString(half.resolve("run.json"))).contains("\"fakes\": \"inference\"");
  }

  @Test
  void changesToTrainingModeOnlyOnRequest() throws IOException {
    makeOlder(half);
    assertThat(RunDirectory.open(half).info().gan().plan().fakes()).isEqualTo(Fakes.INFERENCE);
    CommandRun refused =
        CommandRun.of("resume", half, "--steps", 8, "--set", "plan.fakes=training");
    assertThat(refused.err())
        .isEqualTo(
            "gan: run directory "
                + half
                + ": expected what step-4 was trained with but found plan.fakes \"training\" (then"
                + " \"inference\"); undo the changes, or accept them with --override\n");
    assertThat(refused.code()).isEqualTo(2);
    CommandRun result =
        CommandRun.of("resume", half, "--steps", 8, "--set", "plan.fakes=training", "--override");
    assertThat(result.code()).isZero();
    assertThat(Files.readString(half.resolve("run.json"))).contains("\"fakes\": \"training\"");
    assertThat(Files.readAllBytes(half.resolve("metrics.jsonl")))
        .isNotEqualTo(Files.readAllBytes(whole.resolve("metrics.jsonl")));
  }

  @Test
  void isSampledAndExported() throws IOException {
    makeOlder(half);
    Path old = folder.resolve("old.png");
    Path now = folder.resolve("now.png");
    assertThat(CommandRun.of("sample", half, "--count", 3, "--seed", 1, "--out", old).code())
        .isZero();
    assertThat(CommandRun.of("resume", half, "--steps", 4).code()).isZero();
    assertThat(CommandRun.of("sample", half, "--count", 3, "--seed", 1, "--out", now).code())
        .isZero();
    assertThat(Files.readAllBytes(old)).isEqualTo(Files.readAllBytes(now));
  }
}
