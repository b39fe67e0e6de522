package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganforge.examples.RunContent.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real process is killed during training, by SIGKILL if the system has signals, and resumed until
 * the end. The result equals, to the bit, that of an undisturbed run.
 */
class KillTest {
  private static final int EVERY = 5;

  @TempDir private Path folder;
  private int cutOff;

  @Test
  void losesNothingWhenItIsKilled() throws Exception {
    survives(1, 120, new Random(1));
  }

  /** Twenty moments from one seed; many kills come while a checkpoint is being written. */
  @Test
  @Tag("slow")
  void losesNothingAtTwentyRandomMoments() throws Exception {
    survives(20, 1500, new Random(2));
    System.err.println("killed while a checkpoint was being written: " + cutOff + " of 20");
    assertThat(cutOff).isPositive();
  }

  private void survives(int kills, long steps, Random random) throws Exception {
    Path spec =
        TinySpec.planned(
            folder,
            "\"schedule\": {\"type\": \"adaptive\", \"cap\": 2, \"updates_per_check\": 2,"
                + " \"real_share\": 0.75, \"validation_real_share\": 0}",
            "\"grid_every\": 10, \"checkpoints\": {\"every\": " + EVERY + "}");
    Path expected = folder.resolve("expected");
    Path run = folder.resolve("run");
    assertThat(CommandRun.of("train", spec, "--steps", steps, "--run", expected).code()).isZero();

    Object[] words = {"train", spec, "--steps", steps, "--run", run};
    // Not up to the end: on a busy machine this test wakes up late, and the process must still run.
    int part = (int) (2 * steps / 3 / kills);
    for (int i = 1; i <= kills; i++) {
      try (GanProcess process = GanProcess.start(folder.resolve("out.txt"), words)) {
        process.awaitLines(run, 1 + (i - 1) * part + random.nextInt(part));
        Thread.sleep(random.nextInt(20));
        assertThat(process.process().isAlive()).isTrue();
        process.kill();
      }
      assertNothingLost(run);
      words = new Object[] {"resume", run};
    }
    CommandRun last = CommandRun.of(words);
    assertThat(last.err()).isEmpty();
    assertThat(last.code()).isZero();
    assertSame(run, expected);
    assertThat(hidden(run.resolve("checkpoints"))).isEmpty();
    assertThat(hidden(run)).containsExactly(".lock");
  }

  /** A line is written after all earlier checkpoints, so the last of those must be complete. */
  private void assertNothingLost(Path run) throws IOException {
    long lines = GanProcess.lines(run);
    String newest = RunContent.newest(run).getFileName().toString();
    assertThat(Long.parseLong(newest.substring("step-".length())))
        .isGreaterThanOrEqualTo((lines - 1) / EVERY * EVERY);
    List<String> whole = Files.readAllLines(run.resolve("metrics.jsonl")).subList(0, (int) lines);
    assertThat(whole)
        .zipSatisfy(
            LongStream.rangeClosed(1, lines).boxed().toList(),
            (line, number) ->
                assertThat(line).startsWith("{\"iteration\":" + number + ",").endsWith("}"));
    cutOff += hidden(run.resolve("checkpoints")).isEmpty() ? 0 : 1;
  }

  private static List<String> hidden(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("."))
          .toList();
    }
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(
      strings = {
        "mnist-dcgan",
        "fashion-mlp",
        "mnist-single-digit",
        "mnist-dcgan-tanh",
        "emnist-letters"
      })
  void presetsResumeToTheBit(String preset) throws Exception {
    Path expected = folder.resolve("expected");
    assertThat(CommandRun.of(words(preset, expected)).code()).isZero();

    assertSame(killedAndResumed(preset), expected);
  }

  private Path killedAndResumed(String preset) throws Exception {
    Path run = folder.resolve("run");
    try (GanProcess process = GanProcess.start(folder.resolve("out.txt"), words(preset, run))) {
      process.awaitLines(run, 3);
      process.kill();
    }
    assertThat(GanProcess.lines(run)).isBetween(3L, 5L);
    CommandRun resumed = CommandRun.of("resume", run);
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.code()).isZero();
    return run;
  }

  private static Object[] words(String preset, Path run) {
    return new Object[] {
      "train",
      preset,
      "--dataset",
      "digits",
      "--steps",
      6,
      "--batch-size",
      8,
      "--grid-every",
      1,
      "--checkpoint-every",
      2,
      "--threads",
      1,
      "--run",
      run
    };
  }
}
