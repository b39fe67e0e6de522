package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The command line in a separate process, which tests can end in any way.
 *
 * @param process the process
 * @param output the file with its output
 */
record GanProcess(Process process, Path output) implements AutoCloseable {
  /** Starts a verb. */
  static GanProcess start(Path output, Object... words) throws IOException {
    return startWith("-Xmx1g", output, words);
  }

  /** Starts a verb in a JVM with an option. */
  static GanProcess startWith(String option, Path output, Object... words) throws IOException {
    return start(output, command(option, words));
  }

  /**
   * Starts a verb with a size limit for files: a write beyond it fails partway, as on a full disk.
   */
  static GanProcess startWithFileLimit(int kilobytes, Path output, Object... words)
      throws IOException {
    Path bash = Path.of("/bin/bash");
    assumeThat(bash).isExecutable();
    List<String> limited =
        new ArrayList<>(
            List.of(bash.toString(), "-c", "ulimit -f " + kilobytes + " && exec \"$@\"", "bash"));
    limited.addAll(command("-XX:-UsePerfData", words)); // its file would be larger
    return start(output, limited);
  }

  /** Starts a verb in a network of its own. */
  static GanProcess startAlone(Path output, Object... words) throws IOException {
    return start(output, NetworkNamespace.around(command("-Xmx1g", words)));
  }

  private static GanProcess start(Path output, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().remove("TF_OVERRIDE_GLOBAL_THREADPOOL"); // as for users
    return new GanProcess(builder.start(), output);
  }

  /** Returns the command line that starts a verb. */
  private static List<String> command(String option, Object... words) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    assumeThat(java).isExecutable();
    List<String> command =
        new ArrayList<>(
            List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    Stream.of(words).map(Object::toString).forEach(command::add);
    return command;
  }

  /** Waits until the run has this many lines of metrics; the process must not end before. */
  void awaitLines(Path run, long count) throws IOException, InterruptedException {
    while (lines(run) < count) {
      assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
      Thread.sleep(2);
    }
  }

  /** Kills it, by SIGKILL if the system has signals. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    await();
  }

  /** Waits until it has ended and returns the exit code. */
  int await() throws InterruptedException {
    assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  static long lines(Path run) throws IOException {
    Path metrics = run.resolve("metrics.jsonl");
    return Files.exists(metrics)
        ? Files.readString(metrics).chars().filter(c -> c == '\n').count()
        : 0;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
