package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Signals to a real process. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
class StopSignalTest {
  @TempDir private Path folder;

  /** The exit code is 128 plus the signal's number, as for any process ended by a signal. */
  @Test
  void savesEverythingOnSigterm() throws Exception {
    assertSavesEverything("TERM", 143);
  }

  @Tag("slow")
  @Test
  void savesEverythingWhenTheTerminalCloses() throws Exception {
    assertSavesEverything("HUP", 129);
  }

  private void assertSavesEverything(String signal, int code) throws Exception {
    assumeThat(ignores(signal)).as("this process was started to ignore SIG" + signal).isFalse();
    Path run = folder.resolve("run");
    Path out = folder.resolve("out.txt");
    try (GanProcess gan =
        GanProcess.start(out, "train", TinySpec.in(folder), "--run", run, "--steps", 9_000_000)) {
      gan.awaitLines(run, 5);
      String pid = gan.process().pid() + "";
      assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
      assertThat(gan.await()).isEqualTo(code);
    }

    long iterations = GanProcess.lines(run);
    assertThat(run.resolve("checkpoints/step-" + iterations)).isDirectory();
    assertThat(run.resolve(String.format(Locale.ROOT, "fakes-%06d.png", iterations)))
        .isRegularFile();
    assertThat(run.resolve("progress.gif")).isRegularFile();
    assertThat(Files.readString(out))
        .contains("stopping: finishing this iteration and saving the weights ...")
        .contains("stopped after " + String.format(Locale.ROOT, "%,d", iterations) + " iterations")
        .contains("Next: ./gan resume " + run + "\n      ./gan sample " + run);
    CommandRun resumed = CommandRun.of("resume", run, "--steps", iterations + 1);
    assertThat(resumed.code()).isZero();
    assertThat(GanProcess.lines(run)).isEqualTo(iterations + 1);
  }

  /** A child of a process that ignores a signal, as under nohup, never gets it. */
  private static boolean ignores(String signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    int bit = signal.equals("HUP") ? 0 : 14;
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
        .anyMatch(mask -> (mask >> bit & 1) == 1);
  }
}
