package org.ganforge.observe.tfevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

/** The rule and the numbers are from {@code tensorboard.plugins.histogram.summary_v2}. */
class BucketsTest {
  private static double[] of(float... numbers) {
    return Buckets.of(FloatTensor.wrap(TensorShape.of(numbers.length), numbers));
  }

  @Test
  void countsInThirtyBucketsFromTheLeastToTheGreatest() {
    double[] rows = of(-1, 0, 0.05f, 0.5f, 2, 2);
    assertThat(rows).hasSize(90);
    assertThat(rows[0]).isEqualTo(-1);
    assertThat(rows[1]).isCloseTo(-0.9, within(1e-12));
    assertThat(rows[88]).isEqualTo(2);
    double[] counts = new double[30];
    for (int i = 0; i < 30; i++) {
      counts[i] = rows[3 * i + 2];
    }
    double[] expected = new double[30];
    expected[0] = 1;
    expected[10] = 2;
    expected[15] = 1;
    expected[29] = 2;
    assertThat(counts).isEqualTo(expected);
  }

  @Test
  void countsEqualNumbersInTheLast() {
    double[] rows = of(0.5f, 0.5f);
    for (int i = 0; i < 30; i++) {
      assertThat(rows[3 * i]).isEqualTo(0.5);
      assertThat(rows[3 * i + 1]).isEqualTo(0.5);
      assertThat(rows[3 * i + 2]).isEqualTo(i == 29 ? 2 : 0);
    }
  }

  @Test
  void leavesOutNumbersThatAreNotFinite() {
    assertThat(of(Float.NaN, -1, 2, Float.POSITIVE_INFINITY, 0, Float.NEGATIVE_INFINITY))
        .isEqualTo(of(-1, 2, 0));
    assertThat(of(Float.NaN)).hasSize(90).containsOnly(0);
  }
}
