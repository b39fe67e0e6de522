package org.ganforge.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
  /** The output that is neither real nor fake: halfway between the targets, or 0. */
  private static final Map<Objective, Double> THRESHOLDS =
      Map.of(
          BinaryCrossentropy.of(),
          0.5,
          BinaryCrossentropy.of().withFromLogits(true),
          0.0,
          MeanSquaredError.of(),
          0.5,
          LeastSquares.of(),
          0.5,
          Hinge.of(),
          0.0,
          Wasserstein.of(),
          0.0,
          RelativisticAverage.of(),
          0.0,
          RelativisticPairing.of(),
          0.0);

  @Test
  void theThresholdSeparatesRealFromFake() {
    THRESHOLDS.forEach(
        (loss, threshold) -> assertThat(loss.threshold()).as("%s", loss).isEqualTo(threshold));
  }

  @Test
  void everyObjectiveHasAThreshold() {
    assertThat(THRESHOLDS.keySet().stream().map(Object::getClass).distinct())
        .hasSameSizeAs(Objective.class.getPermittedSubclasses())
        .allMatch(Arrays.asList(Objective.class.getPermittedSubclasses())::contains);
  }

  @Test
  void targetsAreAnObjectivesOwnLabelsAndElseOneZeroAndOne() {
    Labels smooth = Labels.of().withReal(0.9);
    assertThat(BinaryCrossentropy.of().withLabels(smooth).targets()).isEqualTo(smooth);
    assertThat(MeanSquaredError.of().withLabels(smooth).targets()).isEqualTo(smooth);
    for (Objective objective : List.of(LeastSquares.of(), Hinge.of(), Wasserstein.of())) {
      assertThat(objective.targets()).isEqualTo(Labels.of());
    }
  }

  /** With labels 0.9 and 0, it is half the entropy of 0.9, which is 0.3251 nats. */
  @Test
  void theLeastLossFollowsFromTheLabels() {
    assertThat(BinaryCrossentropy.of().leastLoss()).isZero();
    assertThat(BinaryCrossentropy.of().withLabels(Labels.of().withReal(0.9)).leastLoss())
        .isCloseTo(0.16254, within(1e-5));
    // With one label in ten flipped, it is the entropy of 0.1.
    assertThat(BinaryCrossentropy.of().withLabels(Labels.of().withFlip(0.1)).leastLoss())
        .isCloseTo(0.32508, within(1e-5));
    assertThat(Hinge.of().leastLoss()).isZero();
  }

  @Test
  void outputsAreNamedByTheirMeaning() {
    assertThat(BinaryCrossentropy.of().outputName()).isEqualTo("probability");
    assertThat(BinaryCrossentropy.of().withFromLogits(true).outputName()).isEqualTo("logit");
    assertThat(MeanSquaredError.of().outputName()).isEqualTo("score");
    assertThat(Wasserstein.of().outputName()).isEqualTo("score");
  }

  @Test
  void onlyWassersteinsObjectiveNeedsABoundedCritic() {
    assertThat(THRESHOLDS.keySet())
        .filteredOn(Objective::needsBound)
        .containsOnly(Wasserstein.of());
  }

  @Test
  void theRelativisticObjectivesCompareTheTwoKindsOfImages() {
    assertThat(THRESHOLDS.keySet())
        .filteredOn(Objective::isRelativistic)
        .containsExactlyInAnyOrder(RelativisticAverage.of(), RelativisticPairing.of());
  }

  @Test
  void everyObjectiveSaysHowItInterpretsOutputs() {
    assertThat(BinaryCrossentropy.of().outputs()).isEqualTo(Outputs.PROBABILITIES);
    assertThat(BinaryCrossentropy.of().withFromLogits(true).outputs()).isEqualTo(Outputs.SCORES);
    assertThat(Hinge.of().outputs()).isEqualTo(Outputs.SCORES);
    assertThat(Wasserstein.of().outputs()).isEqualTo(Outputs.SCORES);
    assertThat(RelativisticAverage.of().outputs()).isEqualTo(Outputs.SCORES);
    assertThat(RelativisticPairing.of().outputs()).isEqualTo(Outputs.SCORES);
    assertThat(MeanSquaredError.of().outputs()).isEqualTo(Outputs.ANY);
    assertThat(LeastSquares.of().outputs()).isEqualTo(Outputs.ANY);
  }

  @Test
  void labelsAreOneZeroAndOne() {
    assertThat(Labels.of()).isEqualTo(new Labels(1, 0, 1, 0));
  }

  @Test
  void oneSidedSmoothingChangesOnlyTheLabelOfRealImages() {
    assertThat(Labels.of().withReal(0.9)).isEqualTo(new Labels(0.9, 0, 1, 0));
  }

  @Test
  void bothEndsOfTheRangeAreLabels() {
    assertThat(new Labels(0, 1, 0, 0))
        .hasToString("Labels[real=0.0, fake=1.0, adversarial=0.0, flip=0.0]");
  }
}
