package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Cropping2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.GlobalAveragePooling2D;
import org.ganforge.layer.GlobalMaxPooling2D;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Multiply;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.Symbol;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.AuxiliaryLoss;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Hinge;
import org.ganforge.objective.LeastSquares;
import org.ganforge.objective.MeanSquaredError;
import org.ganforge.objective.Objective;
import org.ganforge.objective.RelativisticPairing;
import org.ganforge.objective.Wasserstein;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.regularization.InstanceNoise;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.regularization.SpectralNorm;
import org.ganforge.regularization.WeightClipping;
import org.ganforge.train.Adaptive;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A loss that fits the discriminator's last activation is accepted, wherever in the network that
 * is.
 */
class ObjectiveFitTest {
  private static final Objective PROBABILITIES = BinaryCrossentropy.of();
  private static final Objective LOGITS = BinaryCrossentropy.of().withFromLogits(true);
  private static final Sequential GENERATOR =
      Sequential.builder("generator").input(2).add(Dense.of(4)).add(Reshape.of(2, 2, 1)).build();

  private static Sequential critic(Layer... layers) {
    return Sequential.of("critic", TensorShape.of(2, 2, 1), List.of(layers));
  }

  private static Gan gan(Sequential discriminator) {
    return Gan.of("gan", GENERATOR, discriminator);
  }

  private static Dense dense(ActivationFunction activation) {
    return Dense.of(1).withActivation(activation);
  }

  static List<Sequential> ofProbabilities() {
    Layer sigmoid = Activation.of(ActivationFunction.SIGMOID);
    Conv2D patches = Conv2D.of(1, 2).withActivation(ActivationFunction.SIGMOID);
    return List.of(
        critic(Flatten.of(), dense(ActivationFunction.SIGMOID)),
        critic(Flatten.of(), Dense.of(1), sigmoid),
        critic(Flatten.of(), Dense.of(1), sigmoid, Dropout.of(0.1), Reshape.of(1)),
        critic(patches, Flatten.of()),
        critic(
            Conv2D.of(1, 1).withActivation(ActivationFunction.SIGMOID),
            GlobalAveragePooling2D.of()),
        critic(
            Conv2D.of(1, 1).withActivation(ActivationFunction.SIGMOID),
            Cropping2D.of(),
            GlobalMaxPooling2D.of()),
        critic(critic(patches).withName("inner"), Flatten.of()),
        critic(patches, flat(Flatten.of()).withName("inner")));
  }

  @Test
  void aSoftmaxOfOneNumberIsRefusedSinceItIsAlwaysOne() {
    Sequential softmax = critic(Flatten.of(), dense(ActivationFunction.SOFTMAX));
    for (Objective loss : List.of(PROBABILITIES, LOGITS, Hinge.of())) {
      Gan linear = gan(critic(Flatten.of(), Dense.of(1)));
      assertThatThrownBy(() -> linear.withDiscriminator(softmax, loss))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageEndingWith(
              loss == PROBABILITIES
                  ? "one that ends in Dense dense with activation softmax; end it in a sigmoid, or"
                      + " set from_logits to true"
                  : loss == LOGITS
                      ? "activation softmax; make its end linear, or set from_logits to false"
                      : "activation softmax; make its end linear, or use BinaryCrossentropy");
    }
  }

  /** A nested network that changes no number. */
  private static Sequential flat(Layer... layers) {
    return Sequential.of("inner", TensorShape.of(1, 1, 1), List.of(layers));
  }

  static List<Sequential> ofScores() {
    return List.of(
        critic(Flatten.of(), Dense.of(1)),
        critic(Flatten.of(), dense(ActivationFunction.TANH)),
        critic(Flatten.of(), dense(ActivationFunction.SIGMOID), BatchNormalization.of()),
        critic(Flatten.of(), Dense.of(1), LeakyReLU.of()),
        critic(Conv2D.of(1, 2), Flatten.of()),
        critic(critic(Flatten.of(), Dense.of(1)).withName("inner"), Flatten.of()));
  }

  @ParameterizedTest
  @MethodSource("ofProbabilities")
  void probabilitiesFitTheLossesThatTakeThem(Sequential discriminator) {
    Gan gan = gan(discriminator);
    assertThat(gan.objective()).isEqualTo(PROBABILITIES);
    for (Objective loss : List.of(PROBABILITIES, MeanSquaredError.of(), LeastSquares.of())) {
      assertThat(gan.withObjective(loss).objective()).isEqualTo(loss);
    }
    for (Objective loss : List.of(LOGITS, Hinge.of(), Wasserstein.of())) {
      assertThatThrownBy(() -> gan.withObjective(loss))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("objective: expected a discriminator whose end is linear, ");
    }
  }

  @ParameterizedTest
  @MethodSource("ofScores")
  void scoresFitTheLossesThatTakeThem(Sequential discriminator) {
    Gan gan = gan(discriminator);
    assertThat(gan.objective()).isEqualTo(LOGITS);
    for (Objective loss : List.of(LOGITS, Hinge.of(), MeanSquaredError.of(), LeastSquares.of())) {
      assertThat(gan.withObjective(loss).objective()).isEqualTo(loss);
    }
    assertThatThrownBy(() -> gan.withObjective(PROBABILITIES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("objective: expected a discriminator that ends in a sigmoid, ");
  }

  /** Its output equals its input. */
  @Test
  void aNetworkThatChangesNoNumberFitsEveryLoss() {
    Gan gan =
        Gan.of(
            "gan",
            Sequential.builder("generator").input(2).add(Dense.of(1)).build(),
            Sequential.builder("critic").input(1).add(Flatten.of()).build());
    for (Objective loss : List.of(PROBABILITIES, LOGITS, Hinge.of())) {
      assertThatCode(() -> gan.withObjective(loss)).doesNotThrowAnyException();
    }
  }

  @Test
  void aDiscriminatorWithAnotherEndNeedsItsLoss() {
    Gan gan = gan(critic(Flatten.of(), dense(ActivationFunction.SIGMOID)));
    Sequential linear = critic(Flatten.of(), Dense.of(1));
    assertThatThrownBy(() -> gan.withDiscriminator(linear))
        .isInstanceOf(InvalidInputException.class);
    Gan hinge = gan.withDiscriminator(linear, Hinge.of());
    assertThat(hinge.discriminator()).isEqualTo(linear);
    assertThat(hinge.objective()).isEqualTo(Hinge.of());
  }

  @Test
  void augmentationNeedsImagesNotRows() {
    Sequential generator =
        Sequential.of("generator", TensorShape.of(2), List.of(Dense.of(6).withName("rows")));
    Sequential critic = Sequential.of("critic", TensorShape.of(6), List.of(Dense.of(1)));
    assertThatThrownBy(() -> Gan.of("rows", generator, critic).withRegularization(DiffAugment.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "regularization: expected images [height, width, channels], whose pixels DiffAugment"
                + " changes, but found [6]; end the generator in a Reshape, and begin the"
                + " discriminator with a Flatten");
  }

  /** Whatever bounds it comes first; each of the two will do. */
  @Test
  void regularizationsWithStateMayOnlyBeGivenOnce() {
    Gan gan = gan(critic(Flatten.of(), Dense.of(1)));
    assertThatThrownBy(
            () -> gan.withRegularization(MovingAverage.of(), MovingAverage.of().withDecay(0.5)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "regularization: expected one moving average at most but found several; keep one of"
                + " them");
    assertThatThrownBy(() -> gan.withRegularization(DiffAugment.of(), DiffAugment.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "regularization: expected one DiffAugment at most but found several; keep one of them");
    assertThatThrownBy(() -> gan.withRegularization(SpectralNorm.of(), SpectralNorm.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "regularization: expected one spectral norm at most but found several; keep one of"
                + " them");
  }

  @Test
  void instanceNoiseFallsByTheCountOfIterations() {
    Gan gan = gan(critic(Flatten.of(), Dense.of(1))).withRegularization(InstanceNoise.of(100));
    TrainingPlan adaptive = gan.plan().withSchedule(Adaptive.of());
    String message =
        "plan schedule: expected iterations of equal length, since InstanceNoise falls with their"
            + " count, but found adaptive; use alternating, or leave the noise out";
    assertThatThrownBy(() -> gan.withPlan(adaptive))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
    Gan plain = gan.withRegularization().withPlan(adaptive);
    assertThatThrownBy(() -> plain.withRegularization(InstanceNoise.of(100)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> gan.withRegularization(InstanceNoise.of(100), InstanceNoise.of(200)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "regularization: expected one instance noise at most but found several; keep one of"
                + " them");
  }

  @Test
  void theEndOfADiscriminatorMayBeWrapped() {
    Dense sigmoid = dense(ActivationFunction.SIGMOID);
    Gan gan = gan(critic(Flatten.of(), SpectralNormalization.of(sigmoid)));
    assertThat(gan.objective()).isEqualTo(PROBABILITIES);
    assertThatThrownBy(() -> gan.withObjective(LOGITS))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "found one that ends in Dense spectral_normalization with activation sigmoid; ");
  }

  @Test
  void zerosCannotBeDividedByTheirNorm() {
    Dense last = Dense.of(1);
    for (Initializer zeros : List.of(Initializer.Zeros.of(), Initializer.Constant.of())) {
      Gan gan = gan(critic(Flatten.of(), last.withKernelInitializer(zeros)));
      assertThatThrownBy(() -> gan.withRegularization(SpectralNorm.of()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "critic/dense/kernel: expected initial values other than zeros, since SpectralNorm"
                  + " divides by their norm, but found "
                  + zeros
                  + "; use another initializer");
    }
    Gan divided = gan(critic(Flatten.of(), SpectralNormalization.of(last)));
    assertThatThrownBy(() -> divided.withRegularization(SpectralNorm.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "regularization: expected no SpectralNorm, since a SpectralNormalization divides a"
                + " weight already, but found SpectralNorm; leave one of the two out");
    Gan gan = gan(critic(Flatten.of(), last.withBiasInitializer(Initializer.Zeros.of())));
    assertThat(gan.withRegularization(SpectralNorm.of()).regularization()).hasSize(1);
  }

  @Test
  void wassersteinsCriticIsBoundedByAPenaltyOrByClipping() {
    Gan gan = gan(critic(Flatten.of(), Dense.of(1)));
    Gan penalized = gan.withPenalties(GradientPenalty.of());
    Gan clipped = gan.withRegularization(WeightClipping.of());
    Gan divided = gan.withRegularization(SpectralNorm.of());
    for (Gan bounded : List.of(penalized, clipped, divided)) {
      Gan wasserstein = bounded.withObjective(Wasserstein.of());
      assertThat(wasserstein.objective()).isEqualTo(Wasserstein.of());
      assertThat(ObjectiveFit.isUnbounded(wasserstein)).isFalse();
      assertThatThrownBy(() -> wasserstein.withPenalties(List.of()).withRegularization(List.of()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("objective: expected a discriminator whose slope is bounded, ");
    }
    assertThatThrownBy(() -> gan.withObjective(Wasserstein.of()))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aRelativisticObjectiveTakesBatchesAndChecksOfBothKinds() {
    Gan gan = gan(critic(Flatten.of(), Dense.of(1)));
    TrainingPlan separate = TrainingPlan.of().withComposition(BatchComposition.SEPARATE_HALVES);
    Gan paired = gan.withObjective(RelativisticPairing.of());
    assertThat(ObjectiveFit.needOfBoth(paired)).hasValue("RelativisticPairing compares");
    assertThat(ObjectiveFit.needOfBoth(gan)).isEmpty();
    for (Runnable mistake :
        List.<Runnable>of(
            () -> paired.withPlan(separate),
            () -> gan.withPlan(separate).withObjective(RelativisticPairing.of()))) {
      assertThatThrownBy(mistake::run)
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "plan composition: expected real and generated images in one batch, which"
                  + " RelativisticPairing compares, but found separate_halves; use mixed or"
                  + " mixed_halves");
    }
    for (double share : new double[] {0, 1}) {
      Adaptive oneKind = Adaptive.of().withValidationRealShare(share);
      assertThatThrownBy(() -> paired.withPlan(TrainingPlan.of().withSchedule(oneKind)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "plan schedule: expected checks on real and generated images, which"
                  + " RelativisticPairing compares, but found a validation_real_share of "
                  + share
                  + "; use 0.5");
    }
    TrainingPlan checked = TrainingPlan.of().withSchedule(Adaptive.of());
    assertThat(paired.withPlan(checked).plan()).isEqualTo(checked);
  }

  @Test
  void aPenaltyThatMixesBatchesNeedsMixedOnes() {
    Gan gan = gan(critic(Flatten.of(), Dense.of(1)));
    TrainingPlan separate = TrainingPlan.of().withComposition(BatchComposition.SEPARATE);
    TrainingPlan halves = TrainingPlan.of().withComposition(BatchComposition.MIXED_HALVES);
    Gan penalized = gan.withPenalties(GradientPenalty.of());
    assertThat(penalized.withPlan(halves).plan()).isEqualTo(halves);
    assertThatThrownBy(() -> penalized.withPlan(separate))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> gan.withPlan(separate).withPenalties(GradientPenalty.of()))
        .isInstanceOf(InvalidInputException.class);
  }

  private static Gan telling(ActivationFunction activation) {
    Input noise = Input.Noise.of(3);
    Input label = Input.Label.of(2);
    Symbol drawn = Dense.of(4).on(Multiply.of().on(noise, Embedding.of(2, 3).on(label)));
    Model generator = Model.of("generator", List.of(noise, label), Flatten.of().on(drawn));
    Input rows = Input.Features.of(4);
    Symbol told = Dense.of(2).withName("told").withActivation(activation).on(rows);
    Model critic = Model.of("critic", List.of(rows), Dense.of(1).on(rows), told);
    return Gan.of("telling", generator, critic);
  }

  @Test
  void anAuxiliaryClassifierGivesProbabilitiesOrLogits() {
    assertThat(ObjectiveFit.givesProbabilities(telling(ActivationFunction.SOFTMAX))).isTrue();
    assertThat(ObjectiveFit.givesProbabilities(telling(ActivationFunction.LINEAR))).isFalse();
    assertThatThrownBy(() -> telling(ActivationFunction.SIGMOID))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "discriminator: expected a second output, the classes, that ends in a softmax or is"
                + " linear, but found one that ends in Dense told with activation sigmoid; change"
                + " its activation");
    Gan plain = gan(critic(Flatten.of(), Dense.of(1)));
    Gan weighted = plain.withAuxiliary(AuxiliaryLoss.of().withReal(2));
    assertThatThrownBy(() -> ObjectiveFit.check(weighted))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "auxiliary: expected a discriminator whose second output predicts the class but found"
                + " one output; give it the second output, or leave auxiliary out");
  }
}
