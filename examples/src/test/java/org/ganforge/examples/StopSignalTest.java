package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Signals to a real process. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
class StopSignalTest {
  @TempDir private Path folder;

  @Test
  void savesTheWeightsWhenTheProcessIsAskedToEnd() throws Exception {
    Path run = folder.resolve("run");
    Process process =
        start(
            "train", TinySpec.in(folder).toString(), "--run", run.toString(), "--steps", "9000000");
    try {
      Path metrics = run.resolve("metrics.jsonl");
      while (process.isAlive() && lines(metrics) < 5) {
        Thread.sleep(20);
      }
      assertThat(process.isAlive()).isTrue();
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    // 128 + 15, the number of SIGTERM, as of every process that ends by it.
    assertThat(process.exitValue()).isEqualTo(143);
    long iterations = lines(run.resolve("metrics.jsonl"));
    assertThat(run.resolve("checkpoints/step-" + iterations)).isDirectory();
    assertThat(run.resolve(String.format(Locale.ROOT, "fakes-%06d.png", iterations)))
        .isRegularFile();
    assertThat(run.resolve("progress.gif")).isRegularFile();
    assertThat(Files.readString(folder.resolve("out.txt")))
        .contains("stopping: this iteration ends and the weights are saved ...")
        .contains("stopped after " + String.format(Locale.ROOT, "%,d", iterations) + " iterations")
        .contains("Next: ./gan sample " + run);
    assertThat(CommandRun.of("sample", run, "--count", 1).code()).isZero();
  }

  private Process start(String... words) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    assumeThat(java).isExecutable();
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(), "-cp", System.getProperty("java.class.path"), Main.class.getName());
    builder.command().addAll(List.of(words));
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("out.txt").toFile());
    return builder.start();
  }

  private static long lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    return Files.readString(file).chars().filter(c -> c == '\n').count();
  }
}
