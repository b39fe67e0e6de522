package org.ganforge.examples.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.ganforge.Gan;
import org.ganforge.examples.CommandRun;
import org.ganforge.examples.console.Console;
import org.ganforge.observe.RunDirectory;
import org.ganforge.train.TrainingReport;
import org.ganforge.zoo.ModelZoo;
import org.junit.jupiter.api.Test;

class TrainingResultTest {
  private static String firstLine(Duration waited) {
    Gan gan = ModelZoo.load("fashion-mlp");
    TrainingReport report = new TrainingReport(4, false, Duration.ofSeconds(80), waited);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console = CommandRun.console(out, new ByteArrayOutputStream());
    new TrainingResult(gan, new RunDirectory(Path.of("run")), report, new LastMetrics())
        .tell(console);
    return out.toString(StandardCharsets.UTF_8).strip().lines().findFirst().orElse("");
  }

  @Test
  void printsTheShareOfTheTimeSpentWaitingForImages() {
    assertThat(firstLine(Duration.ofSeconds(2)))
        .isEqualTo("done: 4 iterations in 1:20, 2.5 % of it waiting for images");
    assertThat(firstLine(Duration.ZERO)).isEqualTo("done: 4 iterations in 1:20");
  }
}
