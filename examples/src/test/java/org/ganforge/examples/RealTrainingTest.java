package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.observe.RunDirectory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first preset and the quickstart as users run them, on all cores. */
@Tag("slow")
class RealTrainingTest {
  @TempDir private Path folder;

  private String metrics(String name) throws IOException {
    Path run = folder.resolve(name);
    Optional<Path> mnist = RealData.folder(RealData.MNIST);
    CommandRun result =
        CommandRun.of(
            "train",
            "mnist-dcgan",
            mnist.isPresent() ? "--data" : "--dataset",
            mnist.isPresent() ? mnist.get() : "digits",
            "--steps",
            20,
            "--batch-size",
            16,
            "--run",
            run);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return Files.readString(run.resolve("metrics.jsonl"));
  }

  @Test
  void theFirstPresetGivesTheSameMetricsTwice() throws IOException {
    String first = metrics("first");

    assertThat(first.lines()).hasSize(20);
    assertThat(metrics("second")).isEqualTo(first);
  }

  /** Runs it on the built-in digits, as on a new machine. */
  private CommandRun quickstart(Path run) {
    System.setProperty("ganforge.home", folder.resolve("cache").toString());
    try {
      return CommandRun.of("quickstart", "--run", run);
    } finally {
      System.clearProperty("ganforge.home");
    }
  }

  @Test
  void theQuickstartFinishesInItsTime() {
    Path run = folder.resolve("quickstart");
    CommandRun result = quickstart(run);

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("\ndone: ").contains("\nNext: ./gan sample " + run);
    assertThat(run.resolve("events.jsonl")).as("a healthy training").doesNotExist();
    assertThat(Checkpoints.of(new RunDirectory(run).checkpoints()).newestWhole().directory())
        .isDirectory();
    assertThat(CommandRun.of("sample", run, "--count", 9).code()).isZero();
  }
}
