package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthChartTest {
  // The first line's colour with 16 levels per channel, as in the picture.
  private static final int BLUE = 0x0077bb;
  private static final int LEGEND = 60;
  private static final int MARKER = 5;

  @TempDir Path dir;

  private static GrowthChart.Panel panel(Double... figures) {
    return GrowthChart.Panel.of(
            "Batch size",
            "Milliseconds",
            List.of("16", "32", "64"),
            List.of(GrowthChart.Line.of("float32", List.of(figures))))
        .withLogarithmic(true);
  }

  @Test
  void proportionalGrowthIsAStraightLine() {
    BufferedImage chart =
        GrowthChart.of(List.of(List.of(panel(20.0, 80.0, 320.0)))).toBufferedImage();
    List<int[]> points = new ArrayList<>();
    for (int x = 0; x < chart.getWidth(); x++) {
      for (int y = 0; y < chart.getHeight() - LEGEND; y++) {
        if ((chart.getRGB(x, y) & 0xffffff) == BLUE) {
          points.add(new int[] {x, y});
        }
      }
    }
    int[] first = points.get(0);
    int[] last = points.get(points.size() - 1);
    assertThat(last[1]).isLessThan(first[1] - 100);
    double slope = (double) (last[1] - first[1]) / (last[0] - first[0]);
    assertThat(points)
        .allMatch(p -> Math.abs(p[1] - first[1] - slope * (p[0] - first[0])) <= 2 * MARKER);
  }

  @Test
  void aLineHasItsColourInEveryPanel() {
    List<GrowthChart.Line> both =
        List.of(
            GrowthChart.Line.of("float32", List.of(1.0, 1.0)),
            GrowthChart.Line.of("bfloat16", List.of(2.0, 2.0)));
    BufferedImage chart =
        GrowthChart.of(
                List.of(
                    List.of(GrowthChart.Panel.of("Threads", "ms", List.of("1", "2"), both)),
                    List.of(
                        GrowthChart.Panel.of(
                            "Threads", "MB", List.of("1", "2"), both.subList(1, 2)))))
            .toBufferedImage();
    int half = chart.getHeight() / 2;
    assertThat(has(chart, BLUE, 0, half)).isTrue();
    assertThat(has(chart, BLUE, half, chart.getHeight())).isFalse();
  }

  private static boolean has(BufferedImage chart, int colour, int top, int bottom) {
    for (int y = top; y < bottom; y++) {
      for (int x = 0; x < chart.getWidth(); x++) {
        if ((chart.getRGB(x, y) & 0xffffff) == colour) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void putsPanelsInRows() throws IOException {
    GrowthChart.Panel panel = panel(1.0, 2.0, 3.0);
    Path png = dir.resolve("growth.png");

    GrowthChart.of(List.of(List.of(panel, panel, panel), List.of(panel))).write(png);

    BufferedImage chart = ImageIO.read(png.toFile());
    assertThat(chart.getWidth()).isEqualTo(3 * 520);
    assertThat(chart.getHeight()).isEqualTo(2 * 380);
  }

  @Test
  void refusesLinesThatDoNotFitTheirPlaces() {
    assertThatThrownBy(() -> panel(1.0, 2.0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "growth of float32: expected 3 figures, one for each place but found 2;"
                + " give as many as there are places");
    assertThatThrownBy(() -> panel(1.0, 0.0, 2.0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "growth of float32: expected a number above 0 but found 0; give a number above 0");
    assertThatThrownBy(() -> GrowthChart.of(List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("growth panels: expected at least one but found none; give a row of them");
  }
}
