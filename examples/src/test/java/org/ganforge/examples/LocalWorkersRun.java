package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.json.GanJson;
import org.ganforge.run.Run;
import org.ganforge.tf.ReplicaDevices;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;

/**
 * {@code train --local-workers 2} in a network of its own.
 *
 * @param launcher the process that has started the workers
 * @param run the run's directory
 */
record LocalWorkersRun(GanProcess launcher, Path run) implements AutoCloseable {
  /** Starts a training on the digits that the program draws itself. */
  static LocalWorkersRun start(Path spec, Path run, Object... more) throws IOException {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "train",
                spec,
                "--local-workers",
                2,
                "--listen-on-all-interfaces",
                "--run",
                run,
                "--threads",
                1));
    words.addAll(List.of(more));
    Path output = run.resolveSibling(run.getFileName() + ".txt");
    return new LocalWorkersRun(GanProcess.startAlone(output, words.toArray()), run);
  }

  /** Trains two replicas in this process, without servers: the outside truth. */
  static void inOneProcess(Path spec, Path run) {
    Gan gan = GanJson.read(spec);
    TensorFlowOptions options =
        TensorFlowOptions.of()
            .withIntraOpThreads(1)
            .withInterOpThreads(1)
            .withReplicas(ReplicaDevices.cpu(2));
    Run.create(run, gan, DatasetCatalogue.standard().load("digits"))
        .train(TensorFlowBackend.of(options));
  }

  /** Waits until there are workers, and returns one. */
  ProcessHandle worker(int rank) throws IOException, InterruptedException {
    while (true) {
      assertThat(launcher.process().isAlive()).as(output()).isTrue();
      try (Stream<ProcessHandle> children = launcher.process().children()) {
        // They are started in the order of their ranks.
        List<ProcessHandle> all =
            children.sorted(Comparator.comparingLong(ProcessHandle::pid)).toList();
        if (all.size() == 2) {
          return all.get(rank);
        }
      }
      Thread.sleep(5);
    }
  }

  /** Sends a signal, {@code KILL}, to a process. */
  static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Waits until the metrics have this many lines. */
  void awaitLines(long count) throws IOException, InterruptedException {
    launcher.awaitLines(run, count);
  }

  /** Waits until a checkpoint is being written. */
  void awaitCheckpoint() throws IOException {
    Path checkpoints = run.resolve("checkpoints");
    while (true) {
      assertThat(launcher.process().isAlive()).as(output()).isTrue();
      if (Files.isDirectory(checkpoints)) {
        try (Stream<Path> files = Files.list(checkpoints)) {
          if (files.anyMatch(file -> file.getFileName().toString().startsWith("."))) {
            return;
          }
        }
      }
    }
  }

  /** Returns what has been printed. */
  String output() throws IOException {
    return Files.readString(launcher.output());
  }

  /** Returns the program's own messages. */
  List<String> messages() throws IOException {
    return output().lines().filter(line -> line.startsWith("gan: ")).toList();
  }

  @Override
  public void close() {
    launcher.process().descendants().forEach(ProcessHandle::destroyForcibly);
    launcher.close();
  }
}
