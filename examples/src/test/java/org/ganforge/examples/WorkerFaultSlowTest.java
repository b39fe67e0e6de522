package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganforge.examples.RunContent.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each role is killed and stopped at each moment. The other worker notices and names it, all start
 * again, and the result equals that of an undisturbed training in one process, byte by byte.
 */
@Tag("slow")
class WorkerFaultSlowTest {
  private static final int TIMEOUT = 4;
  private static final int WAIT = 30;
  private static final String WAY_OUT =
      "; start all workers again, and they continue from the newest checkpoint";

  @TempDir private static Path folder;
  private static Path spec = Path.of("");
  private static Path expected = Path.of("");

  /** When a worker is lost. */
  enum Moment {
    BEFORE_THE_FIRST_STEP,
    DURING_A_STEP,
    DURING_A_CHECKPOINT;

    void await(LocalWorkersRun workers) throws IOException, InterruptedException {
      switch (this) {
        case BEFORE_THE_FIRST_STEP -> Thread.sleep(1500); // Java has started, TensorFlow has not
        case DURING_A_STEP -> workers.awaitLines(30);
        case DURING_A_CHECKPOINT -> workers.awaitCheckpoint();
      }
    }
  }

  @BeforeAll
  static void trainUndisturbed() {
    spec = TinySpec.planned(folder, "\"iterations\": 150", "\"checkpoints\": {\"every\": 5}");
    expected = folder.resolve("expected");
    LocalWorkersRun.inOneProcess(spec, expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, KILL, BEFORE_THE_FIRST_STEP",
    "1, KILL, BEFORE_THE_FIRST_STEP",
    "0, KILL, DURING_A_STEP",
    "1, KILL, DURING_A_STEP",
    "0, KILL, DURING_A_CHECKPOINT",
    "1, KILL, DURING_A_CHECKPOINT",
    "0, STOP, BEFORE_THE_FIRST_STEP",
    "1, STOP, BEFORE_THE_FIRST_STEP",
    "0, STOP, DURING_A_STEP",
    "1, STOP, DURING_A_STEP",
    "0, STOP, DURING_A_CHECKPOINT",
    "1, STOP, DURING_A_CHECKPOINT"
  })
  void aLossIsNamedAndLeavesNoTrace(int rank, String signal, Moment moment) throws Exception {
    Path run = folder.resolve((signal + rank + moment).toLowerCase(Locale.ROOT));
    try (LocalWorkersRun workers =
        LocalWorkersRun.start(spec, run, "--worker-timeout", TIMEOUT, "--wait", WAIT)) {
      ProcessHandle lost = workers.worker(rank);
      moment.await(workers);
      long start = System.nanoTime();
      LocalWorkersRun.signal(signal, lost);
      // The launcher ends it for good.
      lost.onExit().get();
      System.err.printf(
          Locale.ROOT,
          "%s of worker %d %s: all ended after %.1f s%n",
          signal,
          rank,
          moment,
          (System.nanoTime() - start) / 1e9);

      assertThat(workers.launcher().await()).as(workers.output()).isZero();
      List<String> messages = workers.messages();
      assertThat(messages)
          .as(workers.output())
          .anyMatch(line -> line.endsWith("; starting all workers again, restart 1 of at most 3"));
      if (moment != Moment.BEFORE_THE_FIRST_STEP) {
        assertThat(messages)
            .as(workers.output())
            .anyMatch(
                line ->
                    isLoss(
                        line,
                        rank,
                        signal.equals("KILL")
                            ? "its connection ended"
                            : "it has been silent for " + TIMEOUT + " s"));
      }
      assertSame(run, expected);
    }
  }

  private static boolean isLoss(String line, int rank, String how) {
    return line.replaceAll("\\(127\\.0\\.0\\.1:\\d+\\)", "()")
        .endsWith(
            "worker " + rank + " (): expected it to stay until training ends but " + how + WAY_OUT);
  }

  /** Shorter than the timeout: the others wait, and nothing is started again. */
  @ParameterizedTest
  @CsvSource({"0", "1"})
  void aPauseShorterThanTheTimeoutChangesNothing(int rank) throws Exception {
    Path run = folder.resolve("paused" + rank);
    try (LocalWorkersRun workers = LocalWorkersRun.start(spec, run, "--worker-timeout", 60)) {
      ProcessHandle paused = workers.worker(rank);
      workers.awaitLines(30);
      LocalWorkersRun.signal("STOP", paused);
      Thread.sleep(5000);
      LocalWorkersRun.signal("CONT", paused);

      assertThat(workers.launcher().await()).as(workers.output()).isZero();
      assertThat(workers.messages()).isEmpty();
      assertSame(run, expected);
    }
  }

  @Test
  void aFollowerWithoutAChiefSaysSo() throws Exception {
    Path cluster = folder.resolve("cluster.json");
    Files.writeString(cluster, "{\"worker\": [\"127.0.0.1:4100\", \"127.0.0.1:4101\"]}");
    try (GanProcess follower =
        GanProcess.startAlone(
            folder.resolve("follower.txt"),
            "worker",
            spec,
            "--cluster",
            cluster,
            "--task",
            1,
            "--wait",
            2,
            "--listen-on-all-interfaces")) {
      assertThat(follower.await()).isEqualTo(3);
      assertThat(Files.readString(follower.output()))
          .contains(
              "gan: worker 0 (127.0.0.1:4100): expected the chief to listen within 2 s but nothing"
                  + " does; start it, and check its address");
    }
  }

  /** Ctrl-C reaches the launcher and all workers; the chief saves, and nothing is left running. */
  @ParameterizedTest
  @CsvSource({"0", "1", "2"})
  void aSignalToEndStopsAllCleanly(int whom) throws Exception {
    Path run = folder.resolve("stopped" + whom);
    try (LocalWorkersRun workers = LocalWorkersRun.start(spec, run)) {
      ProcessHandle chief = workers.worker(0);
      ProcessHandle follower = workers.worker(1);
      workers.awaitLines(20);
      LocalWorkersRun.signal(
          "TERM", List.of(workers.launcher().process().toHandle(), chief, follower).get(whom));
      workers.launcher().await();
      chief.onExit().get();
      follower.onExit().get();

      assertThat(workers.output()).contains("stopped after").doesNotContain("starting all workers");
      long lines = GanProcess.lines(run);
      assertThat(RunContent.newest(run).getFileName()).hasToString("step-" + lines);
    }
  }
}
