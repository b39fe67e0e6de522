package org.ganforge.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganforge.Refusal.INFINITE;
import static org.ganforge.Refusal.NOT_ABOVE_ZERO;
import static org.ganforge.Refusal.NOT_A_NUMBER;

import java.util.List;
import org.ganforge.Refusal;
import org.ganforge.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoiseTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  static List<Refusal> refusals() {
    String width = "uniform maxval - minval";
    return List.of(
        new Refusal(Normal.class, () -> new Normal(Double.NaN, 1), "normal mean" + NOT_A_NUMBER),
        new Refusal(Normal.class, () -> new Normal(0, 0), "normal stddev" + NOT_ABOVE_ZERO),
        new Refusal(Normal.class, () -> new Normal(0, INFINITY), "normal stddev" + INFINITE),
        new Refusal(
            Semicircle.class, () -> new Semicircle(0), "semicircle radius" + NOT_ABOVE_ZERO),
        new Refusal(
            Uniform.class, () -> new Uniform(Double.NaN, 1), "uniform minval" + NOT_A_NUMBER),
        new Refusal(Uniform.class, () -> new Uniform(1, 1), width + NOT_ABOVE_ZERO),
        new Refusal(
            Uniform.class,
            () -> new Uniform(1, -1),
            width + ": expected a number above 0 but found -2; give a number above 0"),
        new Refusal(Uniform.class, () -> new Uniform(0, INFINITY), width + INFINITE),
        new Refusal(Uniform.class, () -> new Uniform(0, Double.NaN), width + NOT_A_NUMBER));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void saysWhatIsWrongAndHowToFixIt(Refusal refusal) {
    refusal.check();
  }

  @Test
  void everyCheckOfEveryRecordIsInTheTable() {
    Refusals.assertComplete("org.ganforge.noise", refusals());
  }

  @Test
  void defaultsAreThoseOfTheLiterature() {
    assertThat(Normal.of()).isEqualTo(new Normal(0, 1));
    assertThat(Uniform.of()).isEqualTo(new Uniform(-1, 1));
    assertThat(Semicircle.of()).isEqualTo(new Semicircle(1));
  }
}
