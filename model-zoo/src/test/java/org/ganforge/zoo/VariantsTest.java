package org.ganforge.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.Gan;
import org.ganforge.Reference;
import org.ganforge.layer.Dense;
import org.ganforge.noise.Normal;
import org.ganforge.noise.Semicircle;
import org.ganforge.noise.Uniform;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Labels;
import org.ganforge.objective.Wasserstein;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.RMSprop;
import org.ganforge.optimizer.SGD;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.regularization.WeightClipping;
import org.ganforge.train.Alternating;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each variant changes, and that it leaves everything else alone. */
class VariantsTest {
  private static Gan load(String name) {
    return ModelZoo.load(name).withName("any").withReference(Reference.none());
  }

  @Test
  void mnistDcganTakesAdamOrSgdForTheDiscriminator() {
    Gan gan = load("mnist-dcgan");
    assertThat(load("mnist-dcgan:adam"))
        .isEqualTo(
            gan.withDiscriminatorOptimizer(
                Adam.of(InverseTimeDecay.of(8e-4, 1, 1e-10)).withClipvalue(1.0)));
    assertThat(load("mnist-dcgan:sgd"))
        .isEqualTo(
            gan.withDiscriminatorOptimizer(
                SGD.of(InverseTimeDecay.of(8e-4, 1, 1e-10)).withClipvalue(1.0)));
  }

  @Test
  void mnistDcganTrainsTheGeneratorMoreOften() {
    Gan gan = load("mnist-dcgan");
    assertThat(load("mnist-dcgan:generator-twice"))
        .isEqualTo(gan.withPlan(gan.plan().withSchedule(new Alternating(1, 2))));
  }

  @Test
  void mnistDcganTakesTheEpsilonOfItsTime() {
    Gan gan = load("mnist-dcgan");
    assertThat(load("mnist-dcgan:epsilon-1e-8"))
        .isEqualTo(
            gan.withGeneratorOptimizer(((Adam) gan.generatorOptimizer()).withEpsilon(1e-8))
                .withDiscriminatorOptimizer(
                    ((RMSprop) gan.discriminatorOptimizer()).withEpsilon(1e-8)));
  }

  @Test
  void fashionMlpTakesTheSaturatingLossOfItsText() {
    assertThat(load("fashion-mlp:minimax"))
        .isEqualTo(
            load("fashion-mlp")
                .withObjective(
                    BinaryCrossentropy.of()
                        .withLabels(new Labels(0.9, 0, 1, 0))
                        .withSaturating(true)));
  }

  @Test
  void mnistSingleDigitTakesSemicircleOrNormalNoise() {
    Gan gan = load("mnist-single-digit");
    assertThat(load("mnist-single-digit:semicircle")).isEqualTo(gan.withNoise(new Semicircle(1)));
    assertThat(load("mnist-single-digit:normal")).isEqualTo(gan.withNoise(new Normal(0, 1)));
  }

  @Test
  void mnistSingleDigitTakesAnotherDiscriminator() {
    Gan gan = load("mnist-single-digit");
    for (String name : new String[] {"critic-norm", "pooling-critic"}) {
      Gan variant = load("mnist-single-digit:" + name);
      assertThat(variant.withDiscriminator(gan.discriminator())).as(name).isEqualTo(gan);
    }
  }

  @Test
  void mnistDcganTanhTakesTheDocumentsAdamOrUniformNoise() {
    Gan gan = load("mnist-dcgan-tanh");
    assertThat(load("mnist-dcgan-tanh:adam"))
        .isEqualTo(
            gan.withGeneratorOptimizer(Adam.of(5e-4)).withDiscriminatorOptimizer(Adam.of(5e-4)));
    assertThat(load("mnist-dcgan-tanh:uniform")).isEqualTo(gan.withNoise(new Uniform(-1, 1)));
  }

  @Test
  void emnistLettersTakesWassersteinsObjectiveAsItsPapersDo() {
    Gan wgan = load("emnist-letters:wgan");
    RMSprop rmsprop = RMSprop.of(5e-5);
    assertThat(wgan.regularization()).containsExactly(WeightClipping.of().withLimit(0.01));
    assertThat(wgan.penalties()).isEmpty();
    assertThat(wgan.generatorOptimizer()).isEqualTo(rmsprop);
    assertThat(wgan.discriminatorOptimizer()).isEqualTo(rmsprop);

    Gan penalized = load("emnist-letters:wgan-gp");
    Adam adam = Adam.of(1e-4).withBeta1(0).withBeta2(0.9);
    assertThat(penalized.regularization()).isEmpty();
    assertThat(penalized.penalties()).containsExactly(GradientPenalty.of().withWeight(10));
    assertThat(penalized.generatorOptimizer()).isEqualTo(adam);
    assertThat(penalized.discriminatorOptimizer()).isEqualTo(adam);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wgan", "wgan-gp"})
  void emnistLettersKeepsItsNetworksExceptTheSigmoid(String variant) {
    Gan gan = load("emnist-letters");
    Gan wgan = load("emnist-letters:" + variant);
    int last = gan.discriminator().layers().size() - 1;

    assertThat(wgan.generator()).isEqualTo(gan.generator());
    assertThat(wgan.discriminator().layers().subList(0, last))
        .isEqualTo(gan.discriminator().layers().subList(0, last));
    assertThat(wgan.discriminator().layers().get(last)).isEqualTo(Dense.of(1).withName("disc_out"));
    assertThat(wgan.objective()).isEqualTo(Wasserstein.of());
    assertThat(wgan.plan())
        .isEqualTo(
            TrainingPlan.of()
                .withIterations(5_000)
                .withSchedule(Alternating.of().withDiscriminatorTurns(5)));
    assertThat(wgan.data()).isEqualTo(gan.data());
    assertThat(wgan.recording()).isEqualTo(gan.recording());
  }
}
