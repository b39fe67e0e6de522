package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.train.BatchMetrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsReaderTest {
  @TempDir Path dir;

  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = dir.resolve("metrics.jsonl");
  }

  @Test
  void readsWhatTheLogWrote() {
    try (MetricsLog log = MetricsLog.open(file, 0)) {
      log.on(Events.done(1, 0.1 + 0.2, new BatchMetrics(1e-30, 1)));
      log.on(Events.done(2, Double.NaN, null));
      log.on(Events.done(3, Double.NEGATIVE_INFINITY, null));
    }
    assertThat(read(3))
        .containsExactly(
            "1 iteration 1.0",
            "1 d_loss 0.30000000000000004",
            "1 d_accuracy 0.75",
            "1 g_loss 0.6931471805599453",
            "1 g_accuracy 0.5",
            "1 d_updates 1.0",
            "1 g_updates 2.0",
            "1 d_val_loss 1.0E-30",
            "1 d_val_accuracy 1.0",
            "1 g_val_loss 1.0E-30",
            "1 g_val_accuracy 1.0",
            "2 iteration 2.0",
            "2 d_loss NaN",
            "2 d_accuracy 0.75",
            "2 g_loss 0.6931471805599453",
            "2 g_accuracy 0.5",
            "2 d_updates 2.0",
            "2 g_updates 4.0",
            "3 iteration 3.0",
            "3 d_loss -Infinity",
            "3 d_accuracy 0.75",
            "3 g_loss 0.6931471805599453",
            "3 g_accuracy 0.5",
            "3 d_updates 3.0",
            "3 g_updates 6.0");
  }

  @Test
  void stopsAfterTheLastWantedIteration() throws IOException {
    Files.writeString(file, "{\"iteration\":1,\"a\":1}\n{\"iteration\":2,\"a\":2}\n");
    assertThat(read(1)).containsExactly("1 iteration 1.0", "1 a 1.0");
  }

  @Test
  void skipsAnIncompleteLastLine() throws IOException {
    String whole = "{\"iteration\":1,\"a\":1}\n";
    String torn = "{\"iteration\":2,\"a\":2}";
    for (int length = 0; length < torn.length(); length++) {
      Files.writeString(file, whole + torn.substring(0, length));
      assertThat(read(9)).containsExactly("1 iteration 1.0", "1 a 1.0");
    }
    Files.writeString(file, whole + torn);
    assertThat(read(9)).hasSize(4);
  }

  @Test
  void refusesALineOfAnotherKind() throws IOException {
    Files.writeString(file, "{\"iteration\":1,\"a\":1}\nepoch,loss\n1,2\n");
    assertThatThrownBy(() -> read(9))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + " line 2: expected an object that begins with {\"iteration\": but found"
                + " epoch,loss; restore the file from a copy, or rename it to keep it, and resume "
                + "starts a new log");
  }

  @Test
  void refusesWhatIsNotANumber() throws IOException {
    Files.writeString(file, "{\"iteration\":1,\"a\":1-2,\"b\":true}\n");
    assertThatThrownBy(() -> read(9))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + " line 1: expected \"name\":number, separated by commas"
                + " but found -2,\"b\":true}; restore the file from a copy, or rename it to keep "
                + "it, and resume starts a new log");
  }

  @Test
  void refusesBinaryDataInOneLine() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xd8, 10, 0, 10});
    assertThatThrownBy(() -> read(9))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + " line 1: expected an object that begins with {\"iteration\": but found ÿØ;"
                + " restore the file from a copy, or rename it to keep it, and resume starts a "
                + "new log");
  }

  @Test
  void refusesAMissingFile() {
    assertThatThrownBy(() -> read(9))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": expected a file that can be read but found no such file or directory;"
                + " correct the path or the permissions");
  }

  private List<String> read(long last) {
    List<String> numbers = new ArrayList<>();
    MetricsReader.read(
        file,
        last,
        (iteration, field, value) -> numbers.add(iteration + " " + field + " " + value));
    return numbers;
  }
}
