package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Labels;
import org.ganforge.objective.MeanSquaredError;
import org.ganforge.objective.Objective;
import org.ganforge.objective.RelativisticPairing;
import org.ganforge.objective.Wasserstein;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.regularization.AdaptiveProbability;
import org.ganforge.regularization.DiffAugment;
import org.junit.jupiter.api.Test;

/** Which objectives and labels an augmentation can adapt by. */
class AdaptiveAugmentationFitTest {
  private static final Gan GAN =
      Gan.of(
          "gan",
          Sequential.builder("generator")
              .input(2)
              .add(Dense.of(4))
              .add(Reshape.of(2, 2, 1))
              .build(),
          Sequential.of("critic", TensorShape.of(2, 2, 1), List.of(Flatten.of(), Dense.of(1))));
  private static final DiffAugment ADAPTIVE =
      DiffAugment.of().withAdaptive(AdaptiveProbability.of());

  @Test
  void anAdaptedAugmentationNeedsScoresWithAThreshold() {
    assertThat(GAN.withRegularization(ADAPTIVE).regularization()).containsExactly(ADAPTIVE);
    for (Objective objective : List.of(RelativisticPairing.of(), Wasserstein.of())) {
      Gan bounded = GAN.withPenalties(GradientPenalty.of()).withObjective(objective);
      assertThatThrownBy(() -> bounded.withRegularization(ADAPTIVE))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "regularization: expected an objective with a score that separates real from"
                  + " generated images, by which DiffAugment adapts, but found "
                  + objective.getClass().getSimpleName()
                  + "; leave adaptive out, or use another objective");
    }
  }

  @Test
  void adaptiveAugmentationNeedsLabelsOnDifferentSidesOfOneHalf() {
    Labels swapped = Labels.of().withReal(0).withFake(1).withAdversarial(0);
    for (Labels labels : List.of(swapped, Labels.of().withFlip(1), Labels.of().withReal(0.9))) {
      Objective objective = BinaryCrossentropy.of().withFromLogits(true).withLabels(labels);
      assertThat(GAN.withObjective(objective).withRegularization(ADAPTIVE).regularization())
          .containsExactly(ADAPTIVE);
      assertThat(objective.isRealHigher()).isEqualTo(labels.real() == 0.9);
    }
    assertThat(Wasserstein.of().isRealHigher()).isTrue();
    for (Labels labels : List.of(Labels.of().withFake(0.6), Labels.of().withFlip(0.5))) {
      Objective objective = MeanSquaredError.of().withLabels(labels);
      assertThatThrownBy(() -> GAN.withObjective(objective).withRegularization(ADAPTIVE))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "regularization: expected labels of real and generated images on different sides of"
                  + " 0.5, by which DiffAugment adapts, but found "
                  + (labels.flip() == 0 ? "1 and 0.6" : "0.5 and 0.5")
                  + ", flipped ones included; leave adaptive out, or change the labels");
    }
  }

  @Test
  void adaptiveAugmentationWorksWithEverySmoothingButTheOneThatMakesTheLabelsEqual() {
    BinaryCrossentropy objective = BinaryCrossentropy.of().withFromLogits(true);
    Gan smoothed = GAN.withObjective(objective.withLabelSmoothing(0.99));
    assertThat(smoothed.withRegularization(ADAPTIVE).regularization()).containsExactly(ADAPTIVE);
    Gan equal = GAN.withObjective(objective.withLabelSmoothing(1));
    assertThatThrownBy(() -> equal.withRegularization(ADAPTIVE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "regularization: expected labels of real and generated images on different sides of"
                + " 0.5, by which DiffAugment adapts, but found a label_smoothing of 1, which makes"
                + " both 0.5; leave adaptive out, or lower label_smoothing");
  }
}
