package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageChartTest {
  // The bars' colours with 16 levels per channel, as in the picture.
  private static final int SAMPLES = 0xdd6600;
  private static final int DATA = 0x55bbee;
  private static final int REQUESTED = 0xee9900;

  @TempDir Path dir;

  @Test
  void drawsBarsInProportionToTheShares() {
    BufferedImage chart =
        CoverageChart.of(List.of("0", "1"), List.of(0.8, 0.2), List.of(0.4, 0.6)).toBufferedImage();
    List<Integer> samples = heights(chart, SAMPLES);
    List<Integer> data = heights(chart, DATA);
    double unit = samples.get(0) / 0.8;
    assertThat(unit).isGreaterThan(250);
    assertThat(samples.get(1)).isBetween((int) (0.2 * unit) - 2, (int) (0.2 * unit) + 2);
    assertThat(data.get(0)).isBetween((int) (0.4 * unit) - 2, (int) (0.4 * unit) + 2);
    assertThat(data.get(1)).isBetween((int) (0.6 * unit) - 2, (int) (0.6 * unit) + 2);
  }

  @Test
  void drawsABarForEachOfManyClassesAndGrowsWithThem() throws IOException {
    List<String> letters = IntStream.range(0, 26).mapToObj(i -> "" + (char) ('A' + i)).toList();
    List<Double> even = Collections.nCopies(26, 1 / 26.0);
    Path png = dir.resolve("coverage.png");
    CoverageChart.of(letters, even, even).write(png);
    BufferedImage chart = ImageIO.read(png.toFile());
    assertThat(chart.getWidth()).isEqualTo(120 + 26 * 52);
    assertThat(heights(chart, SAMPLES)).hasSize(26);
    assertThat(heights(chart, DATA)).hasSize(26);
    assertThat(Files.size(png)).isLessThan(200_000);
  }

  @Test
  void drawsAThirdBarForRequestedSamples() {
    CoverageChart both = CoverageChart.of(List.of("0", "1"), List.of(0.6, 0.4), List.of(0.5, 0.5));
    BufferedImage chart = both.withRequested(List.of(0.3, 0.4)).toBufferedImage();
    List<Integer> samples = heights(chart, SAMPLES);
    List<Integer> requested = heights(chart, REQUESTED);
    assertThat(requested).hasSize(2);
    assertThat(requested.get(0)).isBetween(samples.get(0) / 2 - 2, samples.get(0) / 2 + 2);
    assertThat(requested.get(1)).isBetween(samples.get(1) - 2, samples.get(1) + 2);
    assertThat(heights(both.toBufferedImage(), REQUESTED)).isEmpty();
    assertThatThrownBy(() -> both.withRequested(List.of(0.3)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "coverage of requested samples: expected 2 shares, one for each class but found 1;"
                + " give as many as there are names");
  }

  @Test
  void showsAClassThatIsMissingAsNothing() {
    BufferedImage chart =
        CoverageChart.of(List.of("T-shirt/top", "Bag"), List.of(1.0, 0.0), List.of(0.5, 0.5))
            .toBufferedImage();
    assertThat(heights(chart, SAMPLES)).hasSize(1);
    assertThat(heights(chart, DATA)).hasSize(2);
  }

  @Test
  void refusesAnotherNumberOfShares() {
    assertThatThrownBy(() -> CoverageChart.of(List.of("0", "1"), List.of(1.0), List.of(0.5, 0.5)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "coverage of samples: expected 2 shares, one for each class but found 1;"
                + " give as many as there are names");
    assertThatThrownBy(() -> CoverageChart.of(List.of("0"), List.of(1.0), List.of(0.5, 0.5)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "coverage of data: expected 1 shares, one for each class but found 2;"
                + " give as many as there are names");
  }

  @Test
  void refusesNumbersThatAreNotShares() {
    assertThatThrownBy(
            () -> CoverageChart.of(List.of("0", "1"), List.of(0.5, 0.5), List.of(10.0, 0.5)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "coverage of data 0: expected a number from 0 to 1 but found 10;"
                + " choose one in that range");
    assertThatThrownBy(
            () -> CoverageChart.of(List.of("0", "1"), List.of(0.5, Double.NaN), List.of(1.0, 0.0)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "coverage of samples 1: expected a number from 0 to 1 but found NaN;"
                + " choose one in that range");
  }

  @Test
  void refusesNoClasses() {
    assertThatThrownBy(() -> CoverageChart.of(List.of(), List.of(), List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("coverage classes: expected at least one but found none; name them");
  }

  /** Returns the heights of the bars with a colour from left to right, without the legend. */
  private static List<Integer> heights(BufferedImage chart, int colour) {
    List<Integer> columns =
        IntStream.range(0, chart.getWidth())
            .mapToObj(
                x ->
                    (int)
                        IntStream.range(0, chart.getHeight() - 45)
                            .filter(y -> (chart.getRGB(x, y) & 0xffffff) == colour)
                            .count())
            .toList();
    return IntStream.range(1, columns.size() - 1)
        .filter(x -> columns.get(x) > 2 && columns.get(x - 1) <= 2)
        .mapToObj(x -> columns.get(x + 1))
        .toList();
  }
}
