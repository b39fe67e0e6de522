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
          new MeanSquaredError(),
          0.5,
          new LeastSquares(),
          0.5,
          new Hinge(),
          0.0,
          new Wasserstein(),
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
    assertThat(new MeanSquaredError().usesLabels()).isTrue();
    assertThat(new LeastSquares().usesLabels()).isFalse();
    assertThat(new Hinge().usesLabels()).isFalse();
    assertThat(new Wasserstein().usesLabels()).isFalse();
  }

  @Test
  void everyLossSaysWhatItTakesTheOutputsFor() {
    assertThat(BinaryCrossentropy.of().outputs()).isEqualTo(Outputs.PROBABILITIES);
    assertThat(BinaryCrossentropy.of().withFromLogits(true).outputs()).isEqualTo(Outputs.SCORES);
    assertThat(new Hinge().outputs()).isEqualTo(Outputs.SCORES);
    assertThat(new Wasserstein().outputs()).isEqualTo(Outputs.SCORES);
    assertThat(new MeanSquaredError().outputs()).isEqualTo(Outputs.ANY);
    assertThat(new LeastSquares().outputs()).isEqualTo(Outputs.ANY);
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
