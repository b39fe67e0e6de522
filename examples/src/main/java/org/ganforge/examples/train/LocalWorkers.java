package org.ganforge.examples.train;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Failures;

/**
 * Trains with several workers on this machine. After one is lost, all end, and a new generation of
 * processes on new ports continues from the newest checkpoint, as torchrun does: TensorFlow cannot
 * take a lost worker back.
 */
final class LocalWorkers {
  private final PrintStream err;
  private final List<String> command;
  private final int count;
  private final int restarts;

  /**
   * Prepares the workers.
   *
   * @param command the command line of the training, word by word
   * @param restarts how many generations may follow the first
   */
  LocalWorkers(PrintStream err, List<String> command, int count, int restarts) {
    this.err = err;
    this.command = command;
    this.count = count;
    this.restarts = restarts;
  }

  /** Trains into a run, and returns the exit code. */
  int train(Path run) {
    Path cluster = clusterFile();
    try (WorkerSignal signal = WorkerSignal.install()) {
      for (int restart = 0; ; restart++) {
        WorkerGeneration generation =
            WorkerGeneration.start(cluster, count, words(run, cluster), err);
        WorkerGeneration.End end = generation.await(signal);
        if (!end.isLoss() || signal.isGiven()) {
          return end.code();
        }
        if (restart == restarts) {
          err.println(
              "gan: "
                  + end.reason()
                  + "; after "
                  + Console.count(restarts, "restart")
                  + " this gives up, but the same command with --run "
                  + run
                  + " continues from the newest checkpoint");
          return Failures.LOST;
        }
        err.println(
            "gan: "
                + end.reason()
                + "; starting all workers again, restart "
                + (restart + 1)
                + " of at most "
                + restarts);
      }
    } finally {
      delete(cluster);
    }
  }

  private static Path clusterFile() {
    try {
      return Files.createTempFile("gan-cluster", ".json");
    } catch (IOException e) {
      throw new UncheckedIOException("the list of workers cannot be written", e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A small leftover file in the temporary folder does no harm.
    }
  }

  /** Returns the arguments of a worker, except its rank. */
  private List<String> words(Path run, Path cluster) {
    List<String> words = WorkerWords.of(command);
    if (words.stream()
        .noneMatch(word -> word.equals("--threads") || word.startsWith("--threads="))) {
      // Otherwise, each would use all cores.
      int cores = Runtime.getRuntime().availableProcessors();
      words.addAll(List.of("--threads", String.valueOf(Math.max(1, cores / count))));
    }
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--run", run.toString(), "--cluster", cluster.toString()));
    return all;
  }
}
