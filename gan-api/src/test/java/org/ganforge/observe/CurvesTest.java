package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.ganforge.error.InvalidInputException;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.TrainingEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurvesTest {
  // The curves' colours with 16 levels per channel, as in the picture.
  private static final int BLUE = 0x0077aa;
  private static final int VERMILION = 0xdd6600;
  private static final int SKY_BLUE = 0x55bbee;
  private static final int ORANGE = 0xee9900;

  @TempDir Path dir;

  private Path png() {
    return dir.resolve("curves.png");
  }

  @Test
  void drawsLossesOnTheLeftAndAccuraciesOnTheRight() throws IOException {
    // Losses 1 and 3, accuracies 0.9 and 0.2: in each panel one curve is far above the other.
    record(0, 50, i -> done(i, 1, 0.9, 3, 0.2, null));
    BufferedImage picture = draw();
    assertThat(picture.getWidth()).isEqualTo(1280);
    assertThat(row(picture, VERMILION, 0)).isLessThan(row(picture, BLUE, 0) - 100);
    assertThat(row(picture, BLUE, 640)).isLessThan(row(picture, VERMILION, 640) - 100);
    assertThat(count(picture, SKY_BLUE) + count(picture, ORANGE)).isZero();
  }

  @Test
  void drawsDuringTraining() throws IOException {
    Curves curves = Curves.of(dir);
    record(0, 99, i -> done(i, 1, 0.9, 3, 0.2, null));
    curves.on(Events.started(0, 5000));
    curves.on(Events.done(99));
    assertThat(png()).doesNotExist();

    record(99, 100, i -> done(i, 1, 0.9, 3, 0.2, null));
    curves.on(Events.done(100));
    byte[] after100 = Files.readAllBytes(png());
    record(100, 199, i -> done(i, 2, 0.9, 3, 0.2, null));
    curves.on(Events.done(199));
    assertThat(png()).hasBinaryContent(after100);

    record(199, 200, i -> done(i, 2, 0.9, 3, 0.2, null));
    curves.on(Events.done(200));
    assertThat(Files.readAllBytes(png())).isNotEqualTo(after100);
  }

  @Test
  void drawsAccuraciesBetweenZeroAndOneInProportion() throws IOException {
    record(0, 50, i -> done(i, 1, 1, 3, 0, null));
    BufferedImage picture = draw();
    int one = row(picture, BLUE, 640);
    int zero = row(picture, VERMILION, 640);
    record(0, 50, i -> done(i, 1, 0.75, 3, 0.5, null));
    picture = draw();
    assertThat(row(picture, BLUE, 640))
        .isBetween(one + (zero - one) / 4 - 2, one + (zero - one) / 4 + 2);
    assertThat(row(picture, VERMILION, 640)).isBetween((one + zero) / 2 - 2, (one + zero) / 2 + 2);
  }

  @Test
  void drawsTheChecksOfAScheduleInTheirOwnColours() throws IOException {
    record(0, 50, i -> done(i, 1, 0.9, 3, 0.2, new BatchMetrics(2, 0.5)));
    BufferedImage picture = draw();
    assertThat(count(picture, ORANGE)).isGreaterThan(500);
    // The two are equal, so the one drawn last hides the other except in the legends.
    assertThat(count(picture, SKY_BLUE)).isGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 500, 3001})
  void staysSmallHoweverLongAndNoisyTheRun(int iterations) throws IOException {
    Random random = new Random(3);
    record(
        0,
        iterations,
        i ->
            done(
                i,
                0.6 + random.nextGaussian() / 10,
                random.nextDouble(),
                1 + Math.abs(random.nextGaussian()),
                random.nextDouble(),
                new BatchMetrics(random.nextDouble(), random.nextDouble())));
    draw();
    assertThat(Files.size(png())).isBetween(8_000L, 200_000L);
  }

  @Test
  void drawsTheWholeOfAResumedRun() throws IOException {
    Lines lines = i -> done(i, 1 + 1.0 / i, 0.9, 3 - 1.0 / i, 0.2, null);
    record(0, 80, lines);
    draw();
    byte[] whole = Files.readAllBytes(png());
    Files.delete(dir.resolve("metrics.jsonl"));
    record(0, 50, lines);
    record(30, 80, lines);
    draw();
    assertThat(Files.readAllBytes(png())).isEqualTo(whole);
  }

  @Test
  void drawsNoIterationAfterTheOneAtWhichTrainingEnded() throws IOException {
    Lines lines = i -> done(i, (double) i, 0.9, 3, 0.2, null);
    record(0, 30, lines);
    draw();
    byte[] thirty = Files.readAllBytes(png());
    record(0, 60, lines);
    Curves.of(dir).on(Events.finished(30));
    assertThat(Files.readAllBytes(png())).isEqualTo(thirty);
  }

  @Test
  void letsTrainingEndNormallyOnAMachineWithoutFonts() {
    record(0, 30, i -> done(i, 1, 0.9, 3, 0.2, null));
    Curves curves =
        new Curves(
            dir,
            new FontTrial(
                () -> {
                  throw new InvalidInputException("fonts", "a font", "none", "install one");
                }));
    assertThatCode(() -> curves.on(Events.finished(30))).doesNotThrowAnyException();
    assertThat(png()).doesNotExist();
  }

  @Test
  void waitsForTheEnd() {
    Curves curves = Curves.of(dir);
    curves.on(Events.started(0, 10));
    curves.on(Events.done(1));
    assertThat(png()).doesNotExist();
  }

  @Test
  void drawsNothingForAnEmptyLog() throws IOException {
    Files.createFile(dir.resolve("metrics.jsonl"));
    Curves.of(dir).on(Events.finished(0));
    assertThat(png()).doesNotExist();
  }

  @Test
  void drawsTheRestWhenNoLossIsFinite() throws IOException {
    record(0, 50, i -> done(i, Double.NaN, 0.9, Double.POSITIVE_INFINITY, 0.2, null));
    BufferedImage picture = draw();
    assertThat(row(picture, BLUE, 640)).isPositive();
    assertThat(row(picture, BLUE, 0)).isEqualTo(-1);
  }

  @Test
  void showsASingleIterationAsPoints() throws IOException {
    record(0, 1, i -> done(i, 1, 0.9, 3, 0.2, null));
    BufferedImage picture = draw();
    assertThat(row(picture, BLUE, 640)).isPositive();
    assertThat(row(picture, VERMILION, 0)).isPositive();
  }

  @Test
  void leavesThePictureUnchangedWhenTheLogIsInvalid() throws IOException {
    Files.writeString(png(), "before");
    Path metrics = Files.writeString(dir.resolve("metrics.jsonl"), "epoch,loss\n1,2\n");
    assertThatThrownBy(() -> Curves.write(metrics, png()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            metrics
                + " line 1: expected an object that begins with {\"iteration\": but found"
                + " epoch,loss; restore the file from a copy, or rename it to keep it, and resume "
                + "starts a new log");
    assertThat(png()).hasContent("before");
  }

  /** The metrics of each iteration. */
  private interface Lines {
    TrainingEvent.IterationDone at(long iteration);
  }

  private void record(long from, long to, Lines lines) {
    try (MetricsLog log = MetricsLog.open(dir.resolve("metrics.jsonl"), from)) {
      for (long i = from + 1; i <= to; i++) {
        log.on(lines.at(i));
      }
    }
  }

  private static TrainingEvent.IterationDone done(
      long iteration,
      double dLoss,
      double dAcc,
      double gLoss,
      double gAcc,
      @Nullable BatchMetrics check) {
    return new TrainingEvent.IterationDone(
        iteration,
        new NetworkMetrics(new BatchMetrics(dLoss, dAcc), check, iteration),
        new NetworkMetrics(new BatchMetrics(gLoss, gAcc), check, iteration),
        64);
  }

  private BufferedImage draw() throws IOException {
    Curves.write(dir.resolve("metrics.jsonl"), png());
    return ImageIO.read(png().toFile());
  }

  /** Returns the first row in which a panel, without its legend, has the colour, or -1. */
  private static int row(BufferedImage picture, int colour, int left) {
    for (int y = 0; y < picture.getHeight() - 70; y++) {
      for (int x = left; x < left + 640; x++) {
        if ((picture.getRGB(x, y) & 0xffffff) == colour) {
          return y;
        }
      }
    }
    return -1;
  }

  private static long count(BufferedImage picture, int colour) {
    long count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        count += (picture.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
      }
    }
    return count;
  }
}
