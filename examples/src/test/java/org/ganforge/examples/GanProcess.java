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
 * The command line in a process of its own, to be ended in every way that a process can.
 *
 * @param process the process
 * @param output the file with all that it has written
 */
record GanProcess(Process process, Path output) implements AutoCloseable {
  /** Starts a verb. */
  static GanProcess start(Path output, Object... words) throws IOException {
    return startWith("-Xmx1g", output, words);
  }

  /** Starts a verb in a Java with an option. */
  static GanProcess startWith(String option, Path output, Object... words) throws IOException {
    return start(output, command(option, words));
  }

  /**
   * Starts a verb that may write no file of more than so many kilobytes: a write beyond fails, as
   * on a full disk, with part of it done.
   */
  static GanProcess startWithFileLimit(int kilobytes, Path output, Object... words)
      throws IOException {
    Path bash = Path.of("/bin/bash");
    assumeThat(bash).isExecutable();
    List<String> limited =
        new ArrayList<>(
            List.of(bash.toString(), "-c", "ulimit -f " + kilobytes + " && exec \"$@\"", "bash"));
    limited.addAll(command("-XX:-UsePerfData", words)); // whose file is larger
    return start(output, limited);
  }

  private static GanProcess start(Path output, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().remove("TF_OVERRIDE_GLOBAL_THREADPOOL"); // as at a user's
    return new GanProcess(builder.start(), output);
  }

  /** Returns the words that start a verb. */
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

  /** Waits until the run has so many lines of metrics; the process must live until then. */
  void awaitLines(Path run, long count) throws IOException, InterruptedException {
    while (lines(run) < count) {
      assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
      Thread.sleep(2);
    }
  }

  /** Ends it at once, by SIGKILL where there are signals. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    await();
  }

  /** Returns the exit code, once it has ended. */
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
