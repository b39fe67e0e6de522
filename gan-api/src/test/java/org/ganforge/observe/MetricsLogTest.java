package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ganforge.error.InvalidInputException;
import org.ganforge.train.BatchMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsLogTest {
  private static final String FIRST =
      "{\"iteration\":1,\"d_loss\":0.5,\"d_accuracy\":0.75,\"g_loss\":0.6931471805599453,"
          + "\"g_accuracy\":0.5,\"d_updates\":1,\"g_updates\":2}\n";

  static final String WAY_OUT =
      "; restore the file from a copy, or rename it to keep it, and resume starts a new log";

  @TempDir Path dir;

  private Path file() {
    return dir.resolve("metrics.jsonl");
  }

  @Test
  void writesOneLinePerIteration() {
    record(0, 1, 2);
    assertThat(file())
        .hasContent(
            FIRST
                + FIRST
                    .replace("n\":1,", "n\":2,")
                    .replace("d_updates\":1,\"g_updates\":2", "d_updates\":2,\"g_updates\":4"));
  }

  @Test
  void addsTheChecksOfASchedule() {
    try (MetricsLog log = MetricsLog.open(file(), 0)) {
      log.on(Events.done(3, 1, new BatchMetrics(0.25, 1)));
    }
    assertThat(file())
        .hasContent(
            "{\"iteration\":3,\"d_loss\":1.0,\"d_accuracy\":0.75,\"g_loss\":0.6931471805599453,"
                + "\"g_accuracy\":0.5,\"d_updates\":3,\"g_updates\":6,\"d_val_loss\":0.25,"
                + "\"d_val_accuracy\":1.0,\"g_val_loss\":0.25,\"g_val_accuracy\":1.0}\n");
  }

  @Test
  void staysJsonWhenALossIsNotFinite() throws IOException {
    try (MetricsLog log = MetricsLog.open(file(), 0)) {
      log.on(Events.done(1, Double.NaN, null));
      log.on(Events.done(2, Double.NEGATIVE_INFINITY, null));
    }
    JsonMapper json = new JsonMapper();
    JsonNode nan = json.readTree(Files.readAllLines(file()).get(0));
    JsonNode infinite = json.readTree(Files.readAllLines(file()).get(1));
    assertThat(nan.get("d_loss").textValue()).isEqualTo("NaN");
    assertThat(infinite.get("d_loss").textValue()).isEqualTo("-Infinity");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "12, 12.0",
    "100, 100.0",
    "1e30, 1E+30",
    "1e-10, 1E-10",
    "-0.0, -0.0",
    "0, 0.0",
    "2e-3, 0.002",
    "2e23, 2E+23",
    "4.9e-324, 4.94065645841247E-324",
    "0.6931471824645996, 0.6931471824645996",
    "1.7976931348623157e308, 1.7976931348623157E+308",
    "-1234.5, -1234.5"
  })
  void writesShortDecimals(double value, String text) {
    assertThat(MetricsLine.number(value)).isEqualTo(text);
  }

  @Test
  void writesEveryNumberSoThatItReadsBackTheSame() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      double value =
          Double.isFinite(any) && i % 2 == 0 ? any : (double) (float) random.nextGaussian();
      String text = MetricsLine.number(value);
      assertThat(Double.parseDouble(text)).isEqualTo(value);
      assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(value)));
    }
  }

  @Test
  void continuesAfterAnIterationWithoutTheLaterLines() throws IOException {
    record(0, 1, 2, 3, 4, 5);
    String whole = Files.readString(file());
    record(3, 4, 5);
    assertThat(file()).hasContent(whole);
    MetricsLog.open(file(), 2).close();
    assertThat(iterations()).containsExactly(1L, 2L);
  }

  @Test
  void removesAnIncompleteLastLine() throws IOException {
    record(0, 1, 2, 3);
    String whole = Files.readString(file());
    for (int length = whole.lastIndexOf('{'); length < whole.length(); length++) {
      Files.writeString(file(), whole.substring(0, length));
      record(2, 3);
      assertThat(file()).hasContent(whole);
    }
  }

  /** A disk that was too full for the line may have had room for the checkpoint later. */
  @Test
  void addsTheLastLineIfOnlyTheCheckpointHasIt() throws IOException {
    record(0, 1, 2, 3);
    String whole = Files.readString(file());
    String last = whole.substring(whole.lastIndexOf('{')).strip();
    for (int length = whole.lastIndexOf('{'); length <= whole.length(); length++) {
      Files.writeString(file(), whole.substring(0, length));
      MetricsLog.open(file(), MetricsDigestTest.checkpoint(3, last, null)).close();
      assertThat(file()).hasContent(whole);
    }
  }

  @Test
  void refusesALogThatLacksALineBeforeTheCheckpoint() throws IOException {
    record(0, 1, 2, 3, 4, 5);
    List<String> lines = Files.readAllLines(file());
    String last = lines.get(4);
    assertGap(lines.subList(0, 3), last, "", 4, "its end");
    assertGap(
        List.of(lines.get(0), lines.get(1), lines.get(3), last),
        last,
        " line 3",
        3,
        "that of iteration 4");
    assertGap(List.of(lines.get(0), lines.get(0), last), last, " line 2", 2, "that of iteration 1");
    assertGap(List.of(last.replace("n\":5", "n\":6")), last, "", 1, "that of iteration 6");
  }

  @Test
  void refusesALogThatHasLostAllItsLines() throws IOException {
    String last = MetricsLine.of(Events.done(5));
    for (String rest : List.of("", "\0", "\0".repeat(5000), "{\"iter", "\0\n\0\n")) {
      assertGap(rest, last, "", 1, "its end");
    }
  }

  /** Zeros and incomplete lines only mark the end if no complete line follows. */
  @Test
  void refusesALogThatIsDamagedInTheMiddle() throws IOException {
    record(0, 1, 2, 3, 4, 5);
    String whole = Files.readString(file());
    String last = whole.substring(whole.lastIndexOf('{')).strip();
    int third = whole.indexOf("{\"iteration\":3");
    int fourth = whole.indexOf("{\"iteration\":4");
    for (int at = third; at < fourth; at++) {
      String damaged = whole.substring(0, at) + "\0" + whole.substring(at + 1);
      assertGap(damaged, last, " line 3", 3, "a zero byte");
    }
    String zeros = "\0".repeat(9000);
    assertGap(whole.substring(0, third) + zeros + last + "\n", last, " line 3", 3, "a zero byte");
    assertGap("\0" + whole, last, " line 1", 1, "a zero byte");
    String torn = whole.substring(0, third + 30) + whole.substring(fourth);
    Files.writeString(file(), torn);
    assertThatThrownBy(() -> MetricsLog.open(file(), MetricsDigestTest.checkpoint(5, last, null)))
        .hasMessage(
            file()
                + " line 3: expected \"name\":number, separated by commas but found ,\"d"
                + whole.substring(fourth, fourth + 57)
                + "..."
                + WAY_OUT);
  }

  /** Anything after the checkpoint's line is removed. */
  @Test
  void removesDamageAfterTheCheckpoint() throws IOException {
    record(0, 1, 2, 3, 4, 5);
    String whole = Files.readString(file());
    int third = whole.indexOf("{\"iteration\":3");
    Files.writeString(file(), whole.substring(0, third) + "\0" + whole.substring(third + 1));
    MetricsLog.open(file(), MetricsDigestTest.checkpoint(2, MetricsLine.of(Events.done(2)), null))
        .close();
    assertThat(file()).hasContent(whole.substring(0, third));
  }

  private void assertGap(List<String> lines, String last, String where, int missing, String found)
      throws IOException {
    assertGap(String.join("\n", lines) + "\n", last, where, missing, found);
  }

  private void assertGap(String content, String last, String where, int missing, String found)
      throws IOException {
    Files.writeString(file(), content);
    byte[] before = Files.readAllBytes(file());
    assertThatThrownBy(() -> MetricsLog.open(file(), MetricsDigestTest.checkpoint(5, last, null)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file()
                + where
                + ": expected the line of iteration "
                + missing
                + " but found "
                + found
                + WAY_OUT);
    assertThat(file()).hasBinaryContent(before);
  }

  /** After renaming the file, as the message advises, resuming works, now and later. */
  @Test
  void continuesALogThatWasStartedOver() throws IOException {
    String line = MetricsLine.of(Events.done(5));
    MetricsLog.open(file(), MetricsDigestTest.checkpoint(5, line, null)).close();
    assertThat(file()).hasContent(line + "\n");
    MetricsLog.open(file(), MetricsDigestTest.checkpoint(5, line, null)).close();
    record(5, 6, 7);
    MetricsLog.open(file(), MetricsDigestTest.checkpoint(7, MetricsLine.of(Events.done(7)), null))
        .close();
    assertThat(iterations()).containsExactly(5L, 6L, 7L);
  }

  /** As left by a file system whose data had not reached the disk when the power failed. */
  @Test
  void removesAnyNumberOfZeros() throws IOException {
    record(0, 1, 2, 3);
    String whole = Files.readString(file());
    for (String torn : new String[] {"", "{\"iteration\":4,\"d_l"}) {
      for (int zeros : new int[] {1, 4095, 4096, 4097, 100_000}) {
        Files.writeString(file(), whole + torn + "\0".repeat(zeros));
        MetricsLog.open(file(), 3).close();
        assertThat(file()).hasContent(whole);
        Files.writeString(file(), whole + torn + "\0".repeat(zeros) + "\n" + FIRST);
        MetricsLog.open(file(), 3).close();
        assertThat(file()).hasContent(whole);
      }
    }
  }

  @Test
  void startsOverAtZero() throws IOException {
    record(0, 1, 2);
    MetricsLog.open(file(), 0).close();
    assertThat(file()).isEmptyFile();
  }

  @Test
  void followsATrainerThatWasRestored() throws IOException {
    try (MetricsLog log = MetricsLog.open(file(), 0)) {
      log.on(Events.started(0, 3));
      log.on(Events.done(1));
      log.on(Events.done(2));
      log.on(Events.done(3));
      log.on(Events.finished(3));
      log.on(Events.started(1, 2));
      log.on(Events.done(2));
      assertThat(iterations()).containsExactly(1L, 2L);
    }
  }

  @Test
  void refusesAFileThatIsNotSuchALog() throws IOException {
    record(0, 1);
    Files.writeString(file(), "epoch,loss\n1,2\n", StandardOpenOption.APPEND);
    String before = Files.readString(file());
    assertThatThrownBy(() -> MetricsLog.open(file(), 7))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file()
                + " line 2: expected an object that begins with {\"iteration\": but found epoch,loss"
                + WAY_OUT);
    assertThat(file()).hasContent(before);
  }

  @Test
  void refusesOneEndlessLine() throws IOException {
    Files.writeString(file(), "x".repeat(10_000));
    assertThatThrownBy(() -> MetricsLog.open(file(), 7))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file()
                + " line 1: expected an object that begins with {\"iteration\": but found "
                + "x".repeat(60)
                + "..."
                + WAY_OUT);
  }

  @Test
  void refusesAPlaceThatCannotBeWritten() {
    Path missing = dir.resolve("missing").resolve("metrics.jsonl");
    assertThatThrownBy(() -> MetricsLog.open(missing, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            missing
                + ": expected a file that can be written but found no such file or directory;"
                + " free space there, correct the permissions, or choose another place");
  }

  private static int digits(String number) {
    return new BigDecimal(number).stripTrailingZeros().precision();
  }

  private void record(long from, long... iterations) {
    try (MetricsLog log = MetricsLog.open(file(), from)) {
      log.on(Events.started(from, 5));
      for (long iteration : iterations) {
        log.on(Events.done(iteration));
      }
      log.on(Events.finished(5));
    }
  }

  private List<Long> iterations() throws IOException {
    JsonMapper json = new JsonMapper();
    List<Long> numbers = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      numbers.add(json.readTree(line).get("iteration").longValue());
    }
    return numbers;
  }
}
