package org.ganforge.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptiveTest {
  private static final double NAN = Double.NaN;

  private static Adaptive schedule(double generatorUntil, double discriminatorUntil, int cap) {
    return Adaptive.of()
        .withGeneratorUntil(generatorUntil)
        .withDiscriminatorUntil(discriminatorUntil)
        .withCap(cap);
  }

  @Test
  void theDefaultsAreTheDocumentedLimitsAndACheckOnHalvesAfterEveryBatch() {
    assertThat(Adaptive.of()).isEqualTo(new Adaptive(0.2, 0.5, 50, 64, 1, 0.5, 0.5));
  }

  @Test
  void theGeneratorTrainsUntilItsLimitAndThenTheDiscriminator() {
    assertThat(Turns.of(Adaptive.of(), 0.0, 0.1, 0.3, 0.4, 0.45, 0.6)).isEqualTo("GGGDDD");
    assertThat(Turns.of(Adaptive.of(), 0.9, 0.9)).isEqualTo("GD");
  }

  @Test
  void eachHasAtLeastOneBatchEvenWithLimitsOfZero() {
    assertThat(Turns.of(schedule(0, 0, 50), 0, 0)).isEqualTo("GD");
  }

  /** Just below is not enough, as the doubles next to the limits show. */
  @ParameterizedTest
  @CsvSource({
    "0.2, 0.5, GD",
    "0.19999999999999998, 0.5, GGD",
    "0.2, 0.49999999999999994, GDD",
    "0.20000000000000004, 0.5000000000000001, GD"
  })
  void theLimitsAreInclusive(double generator, double discriminator, String turns) {
    boolean isGeneratorBelow = generator < 0.2;
    double[] accuracies =
        isGeneratorBelow
            ? new double[] {generator, 1, discriminator, 1}
            : new double[] {generator, discriminator, 1};
    assertThat(Turns.of(Adaptive.of(), accuracies)).isEqualTo(turns);
  }

  @Test
  void theGeneratorsAccuracyDoesNotEndTheDiscriminatorsTurn() {
    assertThat(Turns.of(Adaptive.of(), 1.0, 0.1, 0.9)).isEqualTo("GDD");
  }

  @Test
  void neitherHasMoreBatchesThanTheCap() {
    assertThat(Turns.of(schedule(1, 1, 3), 0, 0, 0, 0, 0, 0)).isEqualTo("GGGDDD");
    assertThat(Turns.of(schedule(1, 1, 1), 0, 0)).isEqualTo("GD");
    assertThat(Turns.of(Adaptive.of())).isEqualTo("G".repeat(50) + "D".repeat(50));
  }

  @Test
  void theCapCountsEachNetworkSeparately() {
    assertThat(Turns.of(schedule(0.5, 0.5, 3), 0.9, 0, 0, 0)).isEqualTo("GDDD");
  }

  @Test
  void anAccuracyThatIsNotANumberReachesNoLimit() {
    assertThat(Turns.of(schedule(0, 0, 4), NAN, NAN, 0.1, NAN, 0.1)).isEqualTo("GGGDD");
    assertThat(Turns.of(schedule(0, 0, 2), NAN, NAN, NAN, NAN)).isEqualTo("GGDD");
  }

  @Test
  void theSameHistoryGivesTheSameTurn() {
    History history = new History(0, 7, 0.1);
    Adaptive schedule = Adaptive.of();
    assertThat(schedule.next(history)).isEqualTo(Turn.GENERATOR);
    assertThat(schedule.next(new History(3, 7, 0.7))).isEqualTo(Turn.END_OF_ITERATION);
    assertThat(schedule.next(history)).isEqualTo(Turn.GENERATOR);
  }

  /**
   * Keras' fit with a validation split: 80 real images, then 80 generated ones, the last 32 held
   * out.
   */
  @Test
  void sharesDivideTheImagesOfAnUpdateAndOfACheck() {
    Adaptive split =
        Adaptive.of().withRealShare(0.625).withValidation(32).withValidationRealShare(0);
    assertThat(split.realCount(32)).isEqualTo(20);
    assertThat(split.validationRealCount()).isZero();
    assertThat(Adaptive.of().realCount(128)).isEqualTo(64);
    assertThat(Adaptive.of().validationRealCount()).isEqualTo(32);
    assertThat(Adaptive.of().withRealShare(1.0 / 3).realCount(48)).isEqualTo(16);
    assertThat(Adaptive.of().withValidationRealShare(1).validationRealCount()).isEqualTo(64);
  }

  @Test
  void sharesAreRoundedButAnUpdateHasBothKinds() {
    Adaptive split = Adaptive.of().withRealShare(0.625);
    assertThat(split.realCount(14)).isEqualTo(9);
    assertThat(split.realCount(2)).isEqualTo(1);
    assertThat(split.withRealShare(0).realCount(100)).isEqualTo(1);
    assertThat(split.withRealShare(1).realCount(100)).isEqualTo(99);
    assertThat(split.withValidationRealShare(0.3).validationRealCount()).isEqualTo(19);
    assertThat(split.withValidation(1).withValidationRealShare(0.9).validationRealCount()).isOne();
  }

  @Test
  void aPlanCountsTheImagesOfATurn() {
    TrainingPlan plan =
        TrainingPlan.of().withBatchSize(32).withSchedule(Adaptive.of().withRealShare(0.625));
    assertThat(plan.realCount()).isEqualTo(40);
    assertThat(plan.generatedCount()).isEqualTo(24);
    TrainingPlan halves = plan.withComposition(BatchComposition.SEPARATE_HALVES);
    assertThat(halves.realCount()).isEqualTo(20);
    assertThat(halves.generatedCount()).isEqualTo(12);
    assertThat(TrainingPlan.of().realCount()).isEqualTo(64);
    assertThat(TrainingPlan.of().generatedCount()).isEqualTo(64);
  }
}
