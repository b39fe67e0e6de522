package org.ganforge.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossTest {
  /** Where an output is neither real nor fake: half way between the targets, or the sign. */
  private static final Map<Loss, Double> THRESHOLDS =
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
          0.0);

  @Test
  void realAndFakeAreToldApartAtTheThreshold() {
    THRESHOLDS.forEach(
        (loss, threshold) -> assertThat(loss.threshold()).as("%s", loss).isEqualTo(threshold));
  }

  @Test
  void everyLossThereIsHasItsThreshold() {
    assertThat(THRESHOLDS.keySet().stream().map(Object::getClass).distinct())
        .hasSameSizeAs(Loss.class.getPermittedSubclasses())
        .allMatch(Arrays.asList(Loss.class.getPermittedSubclasses())::contains);
  }

  @Test
  void onlyTheLossesOfKerasCompareWithLabels() {
    assertThat(BinaryCrossentropy.of().usesLabels()).isTrue();
    assertThat(MeanSquaredError.of().usesLabels()).isTrue();
    assertThat(LeastSquares.of().usesLabels()).isFalse();
    assertThat(Hinge.of().usesLabels()).isFalse();
    assertThat(Wasserstein.of().usesLabels()).isFalse();
  }

  @Test
  void everyLossSaysWhatItTakesTheOutputsFor() {
    assertThat(BinaryCrossentropy.of().outputs()).isEqualTo(Outputs.PROBABILITIES);
    assertThat(BinaryCrossentropy.of().withFromLogits(true).outputs()).isEqualTo(Outputs.SCORES);
    assertThat(Hinge.of().outputs()).isEqualTo(Outputs.SCORES);
    assertThat(Wasserstein.of().outputs()).isEqualTo(Outputs.SCORES);
    assertThat(MeanSquaredError.of().outputs()).isEqualTo(Outputs.ANY);
    assertThat(LeastSquares.of().outputs()).isEqualTo(Outputs.ANY);
  }

  @Test
  void labelsAreOneZeroAndOne() {
    assertThat(Labels.of()).isEqualTo(new Labels(1, 0, 1));
  }

  @Test
  void oneSidedSmoothingChangesTheLabelOfRealImagesOnly() {
    assertThat(Labels.of().withReal(0.9)).isEqualTo(new Labels(0.9, 0, 1));
  }

  @Test
  void bothEndsOfTheRangeAreLabels() {
    assertThat(new Labels(0, 1, 0)).hasToString("Labels[real=0.0, fake=1.0, adversarial=0.0]");
  }
}
