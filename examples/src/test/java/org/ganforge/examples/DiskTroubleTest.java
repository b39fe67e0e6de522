package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.ganforge.examples.RunContent.assertSame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.json.GanJson;
import org.ganforge.run.Run;
import org.ganforge.run.RunFailedException;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A full disk or a place that cannot be written, in the middle of a run: it ends with one line, and
 * the resumed run equals an undisturbed one to the bit.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no limit of files and no modes")
class DiskTroubleTest {
  /** The size limit of files in kilobytes, larger than a checkpoint's or a picture's. */
  private static final int ROOM = 80;

  @TempDir private static Path origin;
  @TempDir private Path folder;
  private Path spec = Path.of("");
  private Path whole = Path.of("");
  private Path run = Path.of("");

  @BeforeAll
  static void train() {
    Path spec =
        TinySpec.planned(
            origin,
            "\"iterations\": 8",
            "\"grid_every\": 4, \"checkpoints\": {\"every\": 2, \"keep\": 9}");
    Path whole = origin.resolve("whole");
    assertThat(CommandRun.of("train", spec, "--threads", 1, "--run", whole).code()).isZero();
  }

  @BeforeEach
  void copy() throws IOException {
    RunContent.copy(origin, folder);
    spec = folder.resolve("tiny.json");
    whole = folder.resolve("whole");
    run = folder.resolve("run");
  }

  /** Turns a copy into what it would be if its process had been killed after four iterations. */
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

  /** Returns the errors of a verb whose files may not grow beyond {@link #ROOM}. */
  private String withoutRoom(Object... words) throws Exception {
    Path output = folder.resolve("output.txt");
    try (GanProcess process = GanProcess.startWithFileLimit(ROOM, output, words)) {
      assertThat(process.await()).as(Files.readString(output)).isEqualTo(1);
    }
    return Files.readAllLines(output).stream()
        .filter(line -> line.startsWith("gan: "))
        .collect(Collectors.joining("\n"));
  }

  private static String tooLarge(Path file) {
    return "gan: "
        + file
        + ": expected a file that can be written but found File too large; free space there,"
        + " correct the permissions, or choose another place; ";
  }

  /** The line that no longer fits is torn; the checkpoint saved at that point has it. */
  @Test
  void resumesToTheBitAfterTheMetricsHadNoRoom() throws Exception {
    String[] longer = "--threads 1 --steps 620 --grid-every 620 --checkpoint-every 200".split(" ");
    Path expected = folder.resolve("longer");
    assertThat(train(expected, longer).err()).isEmpty();
    Object[] words =
        Stream.concat(Stream.of("train", spec, "--run", run), Stream.of(longer)).toArray();
    String said = withoutRoom(words);

    Path metrics = run.resolve("metrics.jsonl");
    long lines = GanProcess.lines(run);
    assertThat(Files.size(metrics)).as("with a torn line; said: %s", said).isEqualTo(ROOM * 1024L);
    assertThat(said)
        .isEqualTo(
            tooLarge(metrics)
                + "the weights are saved, and './gan resume "
                + run
                + "' continues from step-"
                + (lines + 1));
    assertThat(resume().err()).isEmpty();
    Files.deleteIfExists(run.resolve(String.format(Locale.ROOT, "fakes-%06d.png", lines + 1)));
    assertSame(run, expected);
  }

  private CommandRun train(Path target, String... options) {
    return CommandRun.of(
        Stream.concat(Stream.of("train", spec, "--run", target), Stream.of(options)).toArray());
  }

  @Test
  void resumesToTheBitAfterARollbackHadNoRoomForItsEvent() throws Exception {
    assertResumesWithoutRoomForADivergence("rollback");
  }

  @Tag("slow")
  @Test
  void resumesToTheBitAfterADivergenceHadNoRoomForItsEvent() throws Exception {
    assertResumesWithoutRoomForADivergence("stop", "rollback");
  }

  private void assertResumesWithoutRoomForADivergence(String... policies) throws Exception {
    cutOff();
    Path events = run.resolve("events.jsonl");
    Files.writeString(events, "-".repeat(ROOM * 1024 - 9) + "\n");
    String rate = "generator_optimizer.learning_rate=";
    for (String policy : policies) {
      String said =
          withoutRoom(
              "resume", run, "--override", "--set", rate + "1e30", "--on-divergence", policy);
      assertThat(said)
          .isEqualTo(tooLarge(events) + "'./gan resume " + run + "' continues from step-4");
    }

    Files.delete(events);
    double usual = GanJson.read(spec).generatorOptimizer().learningRate().largest();
    assertThat(resume("--override", "--set", rate + usual).err()).isEmpty();
    assertSame(run, whole);
  }

  @Test
  void resumesToTheBitAfterCheckpointsWereForbidden() throws IOException {
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
              + "' continues from step-4");
    } finally {
      Files.setPosixFilePermissions(checkpoints, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    assertThat(resume().err()).isEmpty();
    assertSame(run, whole);
  }

  /** A file where a directory is needed stops even root. */
  @Test
  void resumesToTheBitAfterCheckpointsHadNoDirectory() throws IOException {
    TensorFlowOptions options = TensorFlowOptions.of().withIntraOpThreads(1).withInterOpThreads(1);
    Path checkpoints = run.resolve("checkpoints");
    Path aside = run.resolve("aside");
    Run created = Run.create(run, GanJson.read(spec), DatasetCatalogue.standard().load("digits"));

    assertThatThrownBy(
            () -> created.train(TensorFlowBackend.of(options), replacing(checkpoints, aside)))
        .isInstanceOf(RunFailedException.class)
        .hasMessage(
            "checkpoint "
                + checkpoints.resolve("step-6")
                + ": expected a place that can be written but found Not a directory; free some"
                + " space there or choose another place");
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
