package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.ganforge.examples.RunContent.assertSame;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.json.GanJson;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A disk that is full, and places that refuse to be written, met in the middle of a run: one line,
 * and the run becomes, to the bit, the one that was never disturbed.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no /dev/full and no modes of files")
class DiskTroubleTest {
  /** A file that has room for nothing: every write to it fails with ENOSPC. */
  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path folder;
  private Path spec = Path.of("");
  private Path whole = Path.of("");
  private Path run = Path.of("");

  @BeforeEach
  void train() {
    spec =
        TinySpec.with(
            folder,
            "\"iterations\": 20",
            "\"iterations\": 8, \"grid_every\": 4, \"checkpoints\": {\"every\": 2, \"keep\": 9}");
    whole = folder.resolve("whole");
    run = folder.resolve("run");
    assertThat(CommandRun.of("train", spec, "--threads", 1, "--run", whole).code()).isZero();
  }

  /** Makes of a copy what it was when its process was killed after the fourth iteration. */
  private void cutOff() throws IOException {
    for (var file : RunContent.files(whole).entrySet()) {
      if (!file.getKey().matches("checkpoints/step-[68]/.*|.*8\\.png|curves\\.png|.*\\.gif")) {
        Path copy = run.resolve(file.getKey());
        Files.createDirectories(copy.getParent());
        Files.write(copy, file.getValue());
      }
    }
    Path metrics = run.resolve("metrics.jsonl");
    Files.write(metrics, Files.readAllLines(metrics).subList(0, 4));
  }

  private CommandRun resume(Object... options) {
    return CommandRun.of(Stream.concat(Stream.of("resume", run), Stream.of(options)).toArray());
  }

  private static void assertFailed(CommandRun result, String line) {
    assertThat(result.err()).isEqualTo("gan: " + line + "\n");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void goesOnToTheBitAfterTheMetricsFoundNoRoom() throws IOException {
    assumeThat(FULL).exists();
    cutOff();
    Path metrics = run.resolve("metrics.jsonl");
    Path aside = Files.move(metrics, folder.resolve("aside.jsonl"));
    Files.createSymbolicLink(metrics, FULL);
    assertFailed(
        resume(),
        metrics
            + ": expected a file that can be written but found No space left on device; free space"
            + " there, correct the permissions, or choose another place; './gan resume "
            + run
            + "' goes on from step-4");

    Files.delete(metrics);
    Files.move(aside, metrics);
    assertThat(resume().err()).isEmpty();
    assertSame(run, whole);
  }

  @Test
  void goesOnToTheBitAfterADivergenceFoundNoRoomForItsEvent() throws IOException {
    assumeThat(FULL).exists();
    cutOff();
    Path events = Files.createSymbolicLink(run.resolve("events.jsonl"), FULL);
    String rate = "generator_optimizer.learning_rate=";
    for (String policy : new String[] {"stop", "rollback"}) {
      assertFailed(
          resume("--override", "--set", rate + "1e30", "--on-divergence", policy),
          events
              + ": expected a file that can be written but found No space left on device; free"
              + " space there, correct the permissions, or choose another place; './gan resume "
              + run
              + "' goes on from step-4");
    }

    Files.delete(events);
    double usual = GanJson.read(spec).generatorOptimizer().learningRate();
    assertThat(resume("--override", "--set", rate + usual).err()).isEmpty();
    assertSame(run, whole);
  }

  @Test
  void goesOnToTheBitAfterCheckpointsWereForbidden() throws IOException {
    cutOff();
    Path checkpoints = run.resolve("checkpoints");
    Files.setPosixFilePermissions(checkpoints, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeThat(Files.isWritable(checkpoints))
          .as("root may write everywhere, so this says nothing")
          .isFalse();
      assertFailed(
          resume(),
          "checkpoint "
              + checkpoints.resolve("step-6")
              + ": expected a place that can be written but found no permission; free some space"
              + " there or choose another place; './gan resume "
              + run
              + "' goes on from step-4");
    } finally {
      Files.setPosixFilePermissions(checkpoints, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    assertThat(resume().err()).isEmpty();
    assertSame(run, whole);
  }

  /** What also root is refused: a file where a directory is needed. */
  @Test
  void goesOnToTheBitAfterCheckpointsHadNoDirectory() throws IOException {
    RunOptions place = CommandLine.populateCommand(new RunOptions(), "--run", run.toString());
    Console console = CommandRun.console(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    Training training =
        new Training(
            console,
            TensorFlowBackend.of(
                TensorFlowOptions.of().withIntraOpThreads(1).withInterOpThreads(1)),
            GanJson.read(spec),
            DatasetCatalogue.standard().load("digits"),
            null,
            List.of(),
            OnDivergence.STOP);
    Path checkpoints = run.resolve("checkpoints");
    Path aside = run.resolve("aside");

    try (StopSignal signal = StopSignal.install(console)) {
      assertThatThrownBy(
              () -> training.run(place, signal, trainer -> List.of(replacing(checkpoints, aside))))
          .isInstanceOf(TrainingFailedException.class)
          .hasMessage(
              "checkpoint "
                  + checkpoints.resolve("step-6")
                  + ": expected a place that can be written but found Not a directory; free some"
                  + " space there or choose another place");
    }
    Files.delete(checkpoints);
    Files.move(aside, checkpoints);
    assertThat(resume().err()).isEmpty();
    assertSame(run, whole);
  }

  private static TrainingListener replacing(Path directory, Path aside) {
    return event -> {
      if (event instanceof TrainingEvent.IterationDone done && done.iteration() == 5) {
        try {
          Files.move(directory, aside);
          Files.writeString(directory, "a file");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
