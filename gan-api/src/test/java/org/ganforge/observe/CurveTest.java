package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurveTest {
  @Test
  void keepsAThousandPointsAsTheyAre() {
    double[] values = noise(1000);
    List<Curve.Point> points = curve(values).points();
    assertThat(points).hasSize(1000);
    for (int i = 0; i < 1000; i++) {
      assertThat(points.get(i)).isEqualTo(new Curve.Point(i + 1, values[i]));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1001, 3001, 10_000, 123_457})
  void keepsTheExtremesOfEveryStretchBeyondThat(int count) {
    double[] values = noise(count);
    Curve curve = curve(values);
    List<Curve.Point> points = curve.points();
    assertThat(points).hasSizeBetween(1000, 2000);
    assertThat(points).isSortedAccordingTo((a, b) -> Double.compare(a.iteration(), b.iteration()));
    for (Curve.Point point : points) {
      assertThat(point.value()).isEqualTo(values[(int) point.iteration() - 1]);
    }
    // The stretches double until there are no more than 1,000 of them.
    int width = 1;
    while ((count + width - 1) / width > 1000) {
      width *= 2;
    }
    List<Double> expected = new ArrayList<>();
    for (int i = 0; i < count; i += width) {
      int end = Math.min(count, i + width);
      double[] stretch = IntStream.range(i, end).mapToDouble(j -> values[j]).sorted().toArray();
      expected.add(stretch[0]);
      if (stretch.length > 1) {
        expected.add(stretch[stretch.length - 1]);
      }
    }
    assertThat(points.stream().map(Curve.Point::value))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(curve.last()).isBetween((double) count, (double) count + width);
  }

  @Test
  void takesMeansOverAFiftiethOfTheRun() {
    double[] values = noise(4000);
    Curve curve = curve(values);
    // 1,000 stretches of 4, ten on either side of each.
    assertThat(curve.window()).isEqualTo(84);
    List<Curve.Point> means = curve.means();
    assertThat(means).hasSize(1000);
    for (int stretch : new int[] {0, 3, 10, 500, 995, 999}) {
      int from = Math.max(0, 4 * (stretch - 10));
      int to = Math.min(4000, 4 * (stretch + 11));
      double mean = IntStream.range(from, to).mapToDouble(i -> values[i]).average().orElseThrow();
      assertThat(means.get(stretch).value()).isCloseTo(mean, within(1e-12));
      assertThat(means.get(stretch).iteration()).isEqualTo(4 * stretch + 2.5);
    }
  }

  @Test
  void leavesAShortCurveUnsmoothed() {
    Curve curve = curve(noise(99));
    assertThat(curve.window()).isEqualTo(1);
    assertThat(curve.means()).isEqualTo(curve.points());
  }

  @Test
  void makesGapsForNumbersThatAreNotFinite() {
    Curve curve = curve(1, Double.NaN, 3, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 6);
    assertThat(curve.points().stream().map(Curve.Point::value))
        .containsExactly(1.0, Double.NaN, 3.0, Double.NaN, Double.NaN, 6.0);
    assertThat(curve.isVisible()).isTrue();
    assertThat(curve(Double.NaN, Double.NaN).isVisible()).isFalse();
  }

  @Test
  void keepsTheFiniteNumbersOfAStretchWithOthers() {
    double[] values = noise(2000);
    for (int i = 0; i < 2000; i += 2) {
      values[i] = Double.NaN;
    }
    assertThat(curve(values).points().stream().map(Curve.Point::value))
        .containsExactlyElementsOf(
            IntStream.range(0, 1000).mapToObj(i -> values[2 * i + 1]).toList());
    double[] gone = new double[2000];
    Arrays.fill(gone, Double.NaN);
    gone[1] = 5;
    assertThat(curve(gone).points()).hasSize(1000).startsWith(new Curve.Point(2, 5));
  }

  private static Curve curve(double... values) {
    Curve curve = new Curve();
    for (int i = 0; i < values.length; i++) {
      curve.add(i + 1, values[i]);
    }
    return curve;
  }

  private static double[] noise(int count) {
    return new Random(count).doubles(count).toArray();
  }
}
