package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.Epochs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleProgressTest {
  private static final long MILLISECOND = 1_000_000;

  private final Locale usual = Locale.getDefault();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long now = -5_000_000_000L;

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(usual);
  }

  private ConsoleProgress progress(boolean terminal, int width) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return ConsoleProgress.of(out, terminal).withWidth(width).withClock(() -> now);
  }

  private void run(ConsoleProgress progress, long from, long to, long total, long milliseconds) {
    progress.on(Events.started(from, total));
    for (long i = from + 1; i <= to; i++) {
      now += milliseconds * MILLISECOND;
      progress.on(Events.done(i));
    }
    progress.on(Events.finished(to));
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private List<String> drawn() {
    return text()
        .lines()
        .flatMap(line -> Stream.of(line.split("\r")))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  @Test
  void redrawsOneLineOnATerminal() {
    run(progress(true, 80), 0, 3, 10, 500);
    assertThat(text())
        .isEqualTo(
            "\r"
                + " 1/10 [=>.......................] d 0.5000 75% g 0.6931 50% 384 img/s 0:05"
                + " left\r"
                + " 2/10 [====>....................] d 0.5000 75% g 0.6931 50% 384 img/s 0:04"
                + " left\r"
                + " 3/10 [======>..................] d 0.5000 75% g 0.6931 50% 384 img/s 0:04"
                + " left\n");
  }

  @Test
  void showsMoreOnAWideTerminal() {
    run(progress(true, 120), 0, 1, 10, 500);
    assertThat(text())
        .isEqualTo(
            "\r 1/10 [==>....................................] d_loss 0.5000 d_acc 0.750"
                + " g_loss 0.6931 g_acc 0.500 384 img/s 0:05 left\n");
  }

  @Test
  void showsTheNewestWarningInPlaceOfAPartOfTheBar() {
    ConsoleProgress progress = progress(true, 100);
    progress.on(Events.started(0, 10));
    now += 500 * MILLISECOND;
    progress.warn("classes missing at 1");
    progress.on(Events.done(1));
    now += 500 * MILLISECOND;
    progress.warn("samples alike at 2");
    progress.on(Events.done(2));
    assertThat(drawn())
        .containsExactly(
            " 1/10 [=>....................] d 0.5000 75% g 0.6931 50% 384 img/s 0:05 left ! classes"
                + " missing at 1",
            " 2/10 [===>....................] d 0.5000 75% g 0.6931 50% 384 img/s 0:04 left !"
                + " samples alike at 2");
  }

  @Test
  void aNarrowTerminalShowsTheWarningInsteadOfTheBar() {
    ConsoleProgress progress = progress(true, 80);
    progress.on(Events.started(0, 10));
    now += 500 * MILLISECOND;
    progress.warn("samples alike at 1");
    progress.on(Events.done(1));
    assertThat(drawn())
        .containsExactly(
            " 1/10 d 0.5000 75% g 0.6931 50% 384 img/s 0:05 left ! samples alike at 1       ");
  }

  @Test
  void aWarningThatDoesNotFitIsCutBetweenWordsAndSaysSo() {
    for (int width : new int[] {72, 71, 62, 61, 48}) {
      ConsoleProgress progress = progress(true, width);
      progress.on(Events.started(0, 10));
      now += 500 * MILLISECOND;
      progress.warn("samples alike at 1000");
      progress.on(Events.done(1));
    }
    String line = " 1/10 d 0.5000 75% g 0.6931 50% 384 img/s 0:05 left";
    assertThat(drawn())
        .containsExactly(
            line + " ! samples alike... ",
            line + " ! samples alike...",
            line.replace("/10 ", "/10 [.......] "),
            line.replace("/10 ", "/10 [......] "),
            " 1/10 d 0.5000 75% g 0.6931 50% 384 img/s 0:05 ");
  }

  @Test
  void coversThePreviousLineWithSpaces() {
    ConsoleProgress progress = progress(true, 120);
    progress.on(Events.started(0, 2));
    now += 500 * MILLISECOND;
    progress.on(Events.done(1, -1e30, null));
    now += 500 * MILLISECOND;
    progress.on(Events.done(2, 0, null));
    assertThat(drawn()).hasSize(2).allMatch(line -> line.length() == 119);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 30, 59, 60, 70, 79, 80, 100, 109, 110, 111, 200})
  void neverReachesTheLastColumn(int width) {
    run(progress(true, width), 999_998, 1_000_000, 1_000_000, 1);
    run(progress(true, width), 0, 3, 1_000_000, 90_000_000);
    assertThat(drawn()).hasSize(width > 1 ? 5 : 0).allMatch(line -> line.length() < width);
  }

  @Test
  void drawsAtMostTenTimesASecond() {
    run(progress(true, 80), 0, 1000, 1000, 1);
    assertThat(drawn()).hasSizeBetween(10, 13);
    assertThat(drawn().get(drawn().size() - 1)).startsWith("1000/1000 [====");
  }

  @Test
  void saysWhatTheChecksOfAnAdaptiveScheduleFoundAndHowManyBatchesItTook() {
    ConsoleProgress progress = progress(false, 80);
    progress.on(Events.started(0, 2));
    now += 500 * MILLISECOND;
    progress.on(Events.done(7, 0.25, new BatchMetrics(0.125, 0.625)));
    assertThat(text())
        .isEqualTo(
            "iteration 7/2  d_loss 0.2500 d_acc 0.750 d_val_loss 0.1250 d_val_acc 0.625 d_batches 7"
                + "  g_loss 0.6931 g_acc 0.500 g_val_loss 0.1250 g_val_acc 0.625 g_batches 14"
                + "  384 images/s  0:00 left\n");
  }

  @Test
  void showsTheChecksOfAnAdaptiveScheduleOnATerminal() {
    ConsoleProgress progress = progress(true, 80);
    progress.on(Events.started(0, 9));
    now += 500 * MILLISECOND;
    progress.on(Events.done(7, 0.25, new BatchMetrics(0.125, 0.625)));
    assertThat(drawn())
        .containsExactly(
            "7/9 [========>...] d 0.2500 val 63% #7 g 0.6931 val 63% #14 384 img/s 0:01 left");
  }

  @Test
  void printsPlainLinesElsewhere() {
    run(progress(false, 80), 0, 30, 30, 1000);
    assertThat(text())
        .isEqualTo(
            """
            iteration 1/30  d_loss 0.5000 d_acc 0.750  g_loss 0.6931 g_acc 0.500  192 images/s  0:29 left
            iteration 11/30  d_loss 0.5000 d_acc 0.750  g_loss 0.6931 g_acc 0.500  192 images/s  0:19 left
            iteration 21/30  d_loss 0.5000 d_acc 0.750  g_loss 0.6931 g_acc 0.500  192 images/s  0:09 left
            iteration 30/30  d_loss 0.5000 d_acc 0.750  g_loss 0.6931 g_acc 0.500  192 images/s  0:00 left
            """);
  }

  @Test
  void printsALineAtTheEndOfEachEpoch() {
    ConsoleProgress progress = progress(false, 80);
    progress.on(Events.started(6, 30, new Epochs(7, 1)));
    for (int i = 7; i <= 30; i++) {
      now += 1000 * MILLISECOND;
      progress.on(Events.done(i));
    }
    progress.on(Events.finished(30));
    assertThat(text().lines().map(line -> line.substring(0, line.indexOf("  d_"))))
        .containsExactly(
            "iteration 7/30  epoch 1/5",
            "iteration 14/30  epoch 2/5",
            "iteration 21/30  epoch 3/5",
            "iteration 28/30  epoch 4/5",
            "iteration 30/30  epoch 5/5");
  }

  @Test
  void printsAtMostALinePerSecondForShortEpochsAndALineEveryTenSecondsForLongOnes() {
    ConsoleProgress progress = progress(false, 80);
    progress.on(Events.started(0, 4000, new Epochs(1, 1)));
    for (int i = 1; i <= 2500; i++) {
      now += MILLISECOND;
      progress.on(Events.done(i));
    }
    progress.on(Events.finished(2500));
    assertThat(iterations()).containsExactly("1/4000", "1001/4000", "2001/4000", "2500/4000");
    bytes.reset();
    progress.on(Events.started(0, 60, new Epochs(23, 1)));
    for (int i = 1; i <= 46; i++) {
      now += 1000 * MILLISECOND;
      progress.on(Events.done(i));
    }
    assertThat(iterations())
        .containsExactly("1/60", "11/60", "21/60", "23/60", "33/60", "43/60", "46/60");
  }

  private Stream<String> iterations() {
    return text()
        .lines()
        .map(line -> line.substring("iteration ".length(), line.indexOf("  epoch ")));
  }

  @Test
  void writesNumbersTheSameWayInEveryLocale() {
    run(progress(false, 80), 0, 1, 30, 1000);
    String here = text();
    bytes.reset();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    run(progress(false, 80), 0, 1, 30, 1000);
    assertThat(text()).isEqualTo(here);
  }

  @Test
  void forgetsASlowStart() {
    ConsoleProgress progress = progress(false, 80);
    progress.on(Events.started(0, 1000));
    now += 20_000 * MILLISECOND;
    progress.on(Events.done(1));
    for (int i = 2; i <= 601; i++) {
      now += 100 * MILLISECOND;
      progress.on(Events.done(i));
    }
    progress.on(Events.finished(601));
    // 60 s at 1920 images per second have weight 1 - e^-6, 20 s at 9.6 have about 2 e^-6.
    assertThat(text()).contains("  9.6 images/s  ");
    assertThat(text().lines().reduce((a, b) -> b).orElseThrow()).contains(" 191");
  }

  @Test
  void showsHoursDaysAndOddLosses() {
    ConsoleProgress progress = progress(false, 80);
    progress.on(Events.started(0, 1000));
    now += 100_000 * MILLISECOND;
    progress.on(Events.done(1, 123456.7, null));
    now += 100_000 * MILLISECOND;
    progress.on(Events.done(900, Double.NaN, null));
    assertThat(text())
        .isEqualTo(
            """
            iteration 1/1000  d_loss 1.235e+05 d_acc 0.750  g_loss 0.6931 g_acc 0.500  1.9 images/s  1d 3:45:00 left
            iteration 900/1000  d_loss NaN d_acc 0.750  g_loss 0.6931 g_acc 0.500  1.9 images/s  2:46:40 left
            """);
  }

  @Test
  void printsNothingWhenThereWasNothingToDo() {
    ConsoleProgress progress = progress(true, 80);
    progress.on(Events.started(5, 5));
    progress.on(Events.finished(5));
    assertThat(text()).isEmpty();
  }

  @Test
  void refusesAWidthOfZero() {
    assertThatThrownBy(() -> progress(true, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "console width: expected a whole number of at least 1 but found 0; give 1 or more");
  }
}
