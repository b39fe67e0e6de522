package org.ganforge.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.json.codec.CheckpointJson;
import org.ganforge.json.record.CheckpointInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was trained on one device and is resumed on another. */
class OtherDeviceTest {
  @TempDir private static Path origin;
  @TempDir private Path folder;
  private Path run = Path.of("");

  @BeforeAll
  static void train() {
    Path spec = TinySpec.in(origin);
    Path run = origin.resolve("run");
    assertThat(CommandRun.of("train", spec, "--device", "cpu", "--run", run, "--steps", 2).code())
        .isZero();
  }

  @BeforeEach
  void copy() throws IOException {
    RunContent.copy(origin, folder);
    run = folder.resolve("run");
  }

  private void pretend(@Nullable String device) throws IOException {
    Path checkpoint = run.resolve("checkpoints/step-2");
    CheckpointInfo then = CheckpointFiles.verify(checkpoint);
    assertThat(then.computation().device()).isEqualTo("cpu");
    CheckpointInfo other =
        new CheckpointInfo(
            then.iteration(),
            then.seed(),
            then.metricsLine(),
            then.log(),
            then.created(),
            then.versions(),
            then.computation().withDevice(device),
            requireNonNull(then.images()),
            then.files());
    Files.writeString(checkpoint.resolve("checkpoint.json"), CheckpointJson.write(other));
  }

  private CommandRun resume(Object... options) {
    Object[] words = new Object[options.length + 4];
    words[0] = "resume";
    words[1] = run;
    words[2] = "--steps";
    words[3] = 3;
    System.arraycopy(options, 0, words, 4, options.length);
    return CommandRun.of(words);
  }

  @Test
  void refusesAnotherDeviceWithoutOverride() throws IOException {
    pretend("gpu");
    CommandRun refused = resume("--device", "cpu");
    assertThat(refused.err())
        .isEqualTo(
            "gan: run directory "
                + run
                + ": expected what step-2 was trained with but found device cpu (then gpu); undo"
                + " the changes, or accept them with --override\n");
    assertThat(refused.code()).isEqualTo(2);

    assertThat(resume("--device", "cpu", "--override").code()).isZero();
    assertThat(CheckpointFiles.verify(run.resolve("checkpoints/step-3")).computation().device())
        .isEqualTo("cpu");
  }

  @Test
  void resumesOnTheSameDeviceByDefault() {
    CommandRun result = resume();
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(CheckpointFiles.verify(run.resolve("checkpoints/step-3")).computation().device())
        .isEqualTo("cpu");
  }

  @Test
  void resumesFromACheckpointWithoutADevice() throws IOException {
    pretend(null);
    CommandRun result = resume("--device", "cpu");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }
}
