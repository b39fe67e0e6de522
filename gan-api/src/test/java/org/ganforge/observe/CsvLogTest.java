package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLogTest {
  private static final String HEADER =
      "iteration,d_loss,d_accuracy,g_loss,g_accuracy,d_updates,g_updates\n";

  @TempDir private Path dir = Path.of("");

  private void train(long from, long to) {
    CsvLog log = CsvLog.of(dir.resolve("log.csv"));
    log.on(Events.started(from, 10));
    for (long i = from + 1; i <= to; i++) {
      log.on(Events.done(i, i == 2 ? Double.NaN : 0.1 * i, null));
    }
  }

  @Test
  void hasARowForEachIteration() {
    train(0, 3);
    assertThat(dir.resolve("log.csv"))
        .hasContent(
            HEADER
                + "1,0.1,0.75,0.6931471805599453,0.5,1,2\n"
                + "2,NaN,0.75,0.6931471805599453,0.5,2,4\n"
                + "3,0.30000000000000004,0.75,0.6931471805599453,0.5,3,6\n");
  }

  @Test
  void aTrainingThatContinuesKeepsTheRowsBeforeIt() {
    train(0, 3);
    train(1, 2);
    assertThat(dir.resolve("log.csv"))
        .hasContent(
            HEADER
                + "1,0.1,0.75,0.6931471805599453,0.5,1,2\n"
                + "2,NaN,0.75,0.6931471805599453,0.5,2,4\n");
  }

  @Test
  void aNewTrainingStartsANewFile() {
    train(0, 3);
    train(0, 1);
    assertThat(dir.resolve("log.csv"))
        .hasContent(HEADER + "1,0.1,0.75,0.6931471805599453,0.5,1,2\n");
  }
}
