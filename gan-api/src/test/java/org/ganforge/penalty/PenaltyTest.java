package org.ganforge.penalty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Refusal;
import org.ganforge.Refusals;
import org.ganforge.regularization.WeightClipping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PenaltyTest {
  static List<Refusal> refusals() {
    GradientPenalty gradient = GradientPenalty.of();
    Dragan dragan = Dragan.of();
    return Stream.of(
            positive(
                GradientPenalty.class, "gradient_penalty weight", () -> gradient.withWeight(0)),
            notNegative(
                GradientPenalty.class, "gradient_penalty target", () -> gradient.withTarget(-0.5)),
            count(GradientPenalty.class, "gradient_penalty every", () -> gradient.withEvery(0)),
            positive(Dragan.class, "dragan weight", () -> dragan.withWeight(0)),
            notNegative(Dragan.class, "dragan target", () -> dragan.withTarget(-0.5)),
            positive(Dragan.class, "dragan perturbation", () -> dragan.withPerturbation(0)),
            count(Dragan.class, "dragan every", () -> dragan.withEvery(0)),
            positive(R1.class, "r1 gamma", () -> R1.of().withGamma(0)),
            count(R1.class, "r1 every", () -> R1.of().withEvery(0)),
            positive(R2.class, "r2 gamma", () -> R2.of().withGamma(0)),
            count(R2.class, "r2 every", () -> R2.of().withEvery(0)))
        .toList();
  }

  private static Refusal positive(Class<?> type, String where, Runnable mistake) {
    return new Refusal(type, mistake::run, where + Refusal.NOT_ABOVE_ZERO);
  }

  private static Refusal notNegative(Class<?> type, String where, Runnable mistake) {
    return new Refusal(
        type,
        mistake::run,
        where + ": expected a number of at least 0 but found -0.5; give 0 or more");
  }

  private static Refusal count(Class<?> type, String where, Runnable mistake) {
    return new Refusal(type, mistake::run, where + Refusal.BELOW_ONE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void saysWhatIsWrongAndHowToFixIt(Refusal refusal) {
    refusal.check();
  }

  @Test
  void everyCheckOfEveryRecordIsInTheTable() {
    Refusals.assertComplete("org.ganforge.penalty", refusals());
  }

  @Test
  void penaltiesHaveTheDefaultsOfTheirPapers() {
    assertThat(GradientPenalty.of()).isEqualTo(new GradientPenalty(10, 1, false, 1));
    assertThat(R1.of()).isEqualTo(new R1(10, 1));
    assertThat(R2.of()).isEqualTo(new R2(10, 1));
    assertThat(Dragan.of()).isEqualTo(new Dragan(10, 1, 0.5, 1));
  }

  /** DRAGAN and R1 bound the slope only near real images, R2 near generated ones. */
  @Test
  void onlyAPenaltyBetweenTheTwoKindsBoundsWassersteinsCritic() {
    assertThat(Stream.of(GradientPenalty.of(), Dragan.of(), R1.of(), R2.of()))
        .filteredOn(Penalty::bounds)
        .containsExactly(GradientPenalty.of());
    assertThat(WeightClipping.of().bounds()).isTrue();
  }

  @Test
  void onlyThePenaltyOnInterpolatesMixesRealAndGenerated() {
    assertThat(Stream.of(GradientPenalty.of(), Dragan.of(), R1.of(), R2.of()))
        .filteredOn(Penalty::mixesBatches)
        .containsExactly(GradientPenalty.of());
    assertThat(R2.of().takesReal()).isFalse();
    assertThat(Dragan.of().takesFake()).isFalse();
  }
}
