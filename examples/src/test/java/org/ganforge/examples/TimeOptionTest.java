package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training and resuming with a time limit. */
class TimeOptionTest {
  @TempDir private Path folder;

  @Test
  void trainAndResumeStopInTimeAndSave() {
    Path run = folder.resolve("run");
    Path spec = TinySpec.in(folder);
    CommandRun trained =
        CommandRun.of(
            "train", spec, "--steps", 1_000_000, "--for", "1s", "--run", run, "--threads", 1);
    assertThat(trained.err()).isEmpty();
    assertThat(trained.out())
        .containsPattern(
            "\ndone: [\\d,]+ iterations? in [0-9:]+, its time limit; 'resume' continues\n")
        .contains("Next: ./gan resume " + run);
    CommandRun resumed = CommandRun.of("resume", run, "--for", "1s");
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.out()).contains(", its time limit; 'resume' continues\n");
  }

  @Test
  void refusesInvalidTimes() {
    for (String time : new String[] {"0s", "15", "1.5h", "m", "-3s"}) {
      CommandRun result = CommandRun.of("train", "mnist-dcgan", "--for=" + time);
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err())
          .startsWith(
              "gan: --for: expected a whole number of seconds, minutes or hours, such as 90s,"
                  + " 15m or 2h, but found \""
                  + time
                  + "\"; give one of these\n");
    }
  }
}
