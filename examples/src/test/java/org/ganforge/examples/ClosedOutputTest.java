package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reads the output may go away: {@code gan train ... | head -3}. */
class ClosedOutputTest {
  @TempDir private Path folder;

  /** A pipe whose reader has closed it after the third line, as progress begins. */
  private static final class ClosedPipe extends OutputStream {
    private int lines;

    @Override
    public void write(int b) throws IOException {
      if (lines >= 3) {
        throw new IOException("Broken pipe");
      }
      lines += b == '\n' ? 1 : 0;
    }
  }

  @Test
  void endsInOneLineAndCanGoOn() {
    Path run = folder.resolve("run");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ResultStream(new ClosedPipe(), StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            true,
            80);
    int code =
        Main.run(
            console,
            "train",
            TinySpec.in(folder).toString(),
            "--run",
            run.toString(),
            "--steps",
            "9000000");

    assertThat(code).isEqualTo(1);
    String iteration =
        String.valueOf(RunContent.newest(run).getFileName()).substring("step-".length());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "gan: output was lost: Broken pipe; the weights are saved, and './gan resume "
                + run
                + "' goes on from step-"
                + iteration
                + "\n");
    long more = Long.parseLong(iteration) + 2;
    assertThat(CommandRun.of("resume", run, "--steps", more).code()).isZero();
  }
}
