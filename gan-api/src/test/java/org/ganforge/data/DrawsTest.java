package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DrawsTest {
  private static final int MANY = 100_000;

  private final Draws draws = new Draws(3);

  /** Five standard errors of a mean are 5 * sd / sqrt(MANY): a false alarm once in two million. */
  @Test
  void uniformNumbersFillTheirRange() {
    double sum = 0;
    double low = 9;
    double high = 0;
    for (int i = 0; i < MANY; i++) {
      double value = draws.uniform(2, 5);
      sum += value;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    assertThat(sum / MANY).isCloseTo(3.5, within(5 * Math.sqrt(0.75 / MANY)));
    assertThat(low).isBetween(2.0, 2.01);
    assertThat(high).isBetween(4.99, 5.0);
  }

  @Test
  void bellNumbersHaveTheirDeviationAndNoOutliers() {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < MANY; i++) {
      double value = draws.bell(0.2);
      assertThat(Math.abs(value)).isLessThan(0.2 * 3.5);
      sum += value;
      squares += value * value;
    }
    assertThat(sum / MANY).isCloseTo(0, within(5 * 0.2 / Math.sqrt(MANY)));
    assertThat(Math.sqrt(squares / MANY)).isCloseTo(0.2, within(0.005));
  }

  @Test
  void wholeNumbersReachEveryValueBelowTheBound() {
    int[] counts = new int[3];
    for (int i = 0; i < 3000; i++) {
      counts[draws.below(3)]++;
    }
    assertThat(counts).satisfies(c -> assertThat(c[0] + c[1] + c[2]).isEqualTo(3000));
    assertThat(counts[0]).isBetween(850, 1150);
    assertThat(counts[2]).isBetween(850, 1150);
  }
}
