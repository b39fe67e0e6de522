package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.ResultStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of the output may go away: {@code gan train ... | head -3}. */
class ClosedOutputTest {
  @TempDir private Path folder;

  /** A pipe whose reader closes it after the third line, when progress starts. */
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
  void endsWithOneLineAndCanBeResumed() {
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
                + "' continues from step-"
                + iteration
                + "\n");
    long more = Long.parseLong(iteration) + 2;
    assertThat(CommandRun.of("resume", run, "--steps", more).code()).isZero();
  }

  /** A disk that is full from the start. */
  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }

  private static CommandRun onFullDisk(Object... words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ResultStream(new FullDisk(), StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            80);
    int code = Main.run(console, Stream.of(words).map(Object::toString).toArray(String[]::new));
    return new CommandRun(code, "", err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "data",
        "data --json",
        "summary mnist-dcgan",
        "help",
        "help train",
        "--help",
        "train --help",
        "--version"
      })
  void lostResultsEndWithOneLineAndFailure(String words) {
    assertThat(onFullDisk((Object[]) words.split(" ")))
        .isEqualTo(new CommandRun(1, "", "gan: output was lost: No space left on device\n"));
  }

  @Test
  void losingTheResultsOfAVerbOnARunIsAFailureToo() {
    TrainedTinyRun run = TrainedTinyRun.in(folder);
    CommandRun lost = new CommandRun(1, "", "gan: output was lost: No space left on device\n");
    Path png = folder.resolve("a.png");

    assertThat(onFullDisk("sample", run.path(), "--count", 4, "--out", png)).isEqualTo(lost);
    assertThat(png).isRegularFile();
    assertThat(onFullDisk("export", run.path(), "--out", folder.resolve("out"))).isEqualTo(lost);
    assertThat(onFullDisk("mixed", run.path(), "--out", folder.resolve("m.png"))).isEqualTo(lost);
    assertThat(onFullDisk("scores", run.path(), "--json")).isEqualTo(lost);
    assertThat(onFullDisk("morph", run.path(), "--out", folder.resolve("w.png"))).isEqualTo(lost);
  }

  /** A user's mistake keeps its own exit code. */
  @Test
  void aMistakeIsReportedEvenIfResultsAreLost() {
    assertThat(onFullDisk("summary", "mnist-dcga").code()).isEqualTo(2);
  }
}
