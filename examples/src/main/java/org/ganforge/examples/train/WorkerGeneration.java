package org.ganforge.examples.train;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ganforge.examples.console.Failures;
import org.ganforge.examples.option.JavaProcess;

/**
 * The processes of all workers, from the start until the first one fails or all are done. The chief
 * shares this process's output; of the others, only their errors are shown.
 */
final class WorkerGeneration {
  private static final String MAIN = "org.ganforge.examples.Main";

  /** In a shell's exit codes, a signal's number is added to this. */
  private static final int SIGNAL = 128;

  /** Those of SIGINT and SIGTERM, on which the chief ends the training cleanly. */
  private static final Set<Integer> STOPS = Set.of(130, 143);

  /** Those of failures that would happen again. */
  private static final Set<Integer> FINAL = Set.of(Failures.FAILED, Failures.BAD_INPUT);

  /** How long a worker has to say why it ends, too. */
  private static final int SECONDS_TO_END = 5;

  /** How long the others may take to end after the chief is done. */
  private static final int SECONDS_TO_FOLLOW = 30;

  private final List<Process> workers = new ArrayList<>();
  private final BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();

  /**
   * How a generation ended.
   *
   * @param code the exit code of the worker that ended first
   * @param isLoss whether another generation may do better
   * @param reason which worker ended, and how
   */
  record End(int code, boolean isLoss, String reason) {}

  private WorkerGeneration() {}

  /**
   * Starts all workers.
   *
   * @param cluster the file for their addresses
   * @param words the arguments of each, except its rank
   * @param err shows the errors of all but the chief
   */
  static WorkerGeneration start(Path cluster, int count, List<String> words, PrintStream err) {
    WorkerGeneration generation = new WorkerGeneration();
    try {
      Files.writeString(cluster, json(freePorts(count)));
      for (int rank = 0; rank < count; rank++) {
        generation.start(rank, words, err);
      }
      return generation;
    } catch (IOException e) {
      generation.kill();
      throw new UncheckedIOException("the workers cannot be started", e);
    }
  }

  private static String json(List<Integer> ports) {
    return ports.stream()
        .map(port -> "\"127.0.0.1:" + port + "\"")
        .collect(Collectors.joining(", ", "{\"worker\": [", "]}\n"));
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return open.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : open) {
        socket.close();
      }
    }
  }

  private void start(int rank, List<String> words, PrintStream err) throws IOException {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--task", String.valueOf(rank)));
    ProcessBuilder builder =
        new ProcessBuilder(
            JavaProcess.command(
                List.of("-D" + LauncherWatch.PROPERTY + "=" + ProcessHandle.current().pid()),
                MAIN,
                all));
    if (rank == 0) {
      builder.inheritIO();
    } else {
      builder.redirectErrorStream(true);
    }
    Process process = builder.start();
    workers.add(process);
    if (rank > 0) {
      process.getOutputStream().close();
      Thread relay = new Thread(() -> relay(process, rank, err), "worker-" + rank);
      relay.setDaemon(true);
      relay.start();
    }
    var unused = process.onExit().thenRun(() -> ended.add(rank));
  }

  /** TensorFlow's own messages on the same stream would only repeat the chief's. */
  private static void relay(Process process, int rank, PrintStream err) {
    String start = "gan: ";
    String named = start + "worker " + rank;
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(start)) {
          err.println(
              line.startsWith(named) ? line : named + ": " + line.substring(start.length()));
        }
      }
    } catch (IOException e) {
      // It has been killed.
      return;
    }
  }

  /** Waits until all are done, or one fails, and leaves none running. */
  End await(WorkerSignal signal) {
    signal.watch(workers.get(0));
    try {
      int left = workers.size();
      while (true) {
        int rank = ended.take();
        int code = workers.get(rank).exitValue();
        left--;
        if (code != 0 && !STOPS.contains(code)) {
          return failed(rank, code);
        }
        if (rank == 0) {
          follow(left);
          return new End(code, false, "");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while workers train", e);
    } finally {
      kill();
    }
  }

  private End failed(int first, int code) throws InterruptedException {
    // The chief knows more than a worker that it has refused, and says so on the terminal.
    Process chief = workers.get(0);
    if (chief.waitFor(SECONDS_TO_END, TimeUnit.SECONDS) && FINAL.contains(chief.exitValue())) {
      return new End(chief.exitValue(), false, "");
    }
    boolean isLoss = code == Failures.LOST || code > SIGNAL;
    String how =
        code > SIGNAL ? "was killed by signal " + (code - SIGNAL) : "ended with code " + code;
    return new End(code, isLoss, "worker " + first + " " + how);
  }

  private void follow(int left) throws InterruptedException {
    for (int i = 0; i < left; i++) {
      ended.poll(SECONDS_TO_FOLLOW, TimeUnit.SECONDS);
    }
  }

  private void kill() {
    workers.forEach(Process::destroyForcibly);
    for (Process worker : workers) {
      worker.onExit().join();
    }
  }
}
