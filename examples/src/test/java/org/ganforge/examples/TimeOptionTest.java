package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is given a time, and one that is resumed with another. */
class TimeOptionTest {
  @TempDir private Path folder;

  @Test
  void trainAndResumeEndInTimeAndSave() {
    Path run = folder.resolve("run");
    Path spec = TinySpec.in(folder);
    CommandRun trained =
        CommandRun.of(
            "train", spec, "--steps", 1_000_000, "--for", "1s", "--run", run, "--threads", 1);
    assertThat(trained.err()).isEmpty();
    assertThat(trained.out())
        .containsPattern(
            "\ndone: [\\d,]+ iterations? in [0-9:]+, all its time; resume goes on from there\n")
        .contains("Next: ./gan resume " + run);
    CommandRun resumed = CommandRun.of("resume", run, "--for", "1s");
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.out()).contains(", all its time; resume goes on from there\n");
  }

  @Test
  void refusesWhatIsNoTime() {
    for (String time : new String[] {"0s", "15", "1.5h", "m", "-3s"}) {
      CommandRun result = CommandRun.of("train", "mnist-dcgan", "--for=" + time);
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err())
          .startsWith(
              "gan: --for: expected a whole number of seconds, minutes or hours, as in 90s, 15m or"
                  + " 2h, but found \""
                  + time
                  + "\"; give one of these\n");
    }
  }
}
