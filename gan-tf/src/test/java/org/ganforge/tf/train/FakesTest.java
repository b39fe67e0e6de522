package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganforge.Gan;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Network;
import org.ganforge.train.Fakes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The effects of the fakes' mode; golden cases test what Keras computes in each. */
class FakesTest {
  private static final Set<String> AVERAGES =
      Set.of(
          "generator/batch_normalization/moving_mean",
          "generator/batch_normalization/moving_variance");

  private static Gan gan(Fakes fakes) {
    Gan gan = TinyGans.convolutional();
    return gan.withPlan(gan.plan().withFakes(fakes));
  }

  /** Returns which of the generator's weights an update of the discriminator changes. */
  private static Set<String> changed(Gan gan) {
    try (TensorFlowTrainer trainer = TinyGans.open(gan, TinyGans.images(10))) {
      Map<String, FloatTensor> before = trainer.weights();
      trainer.updateDiscriminator(null, trainer.noise(4, 1));
      return trainer.weights().entrySet().stream()
          .filter(weight -> weight.getKey().startsWith("generator/"))
          .filter(weight -> !requireNonNull(before.get(weight.getKey())).equals(weight.getValue()))
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }
  }

  @Test
  void anUpdateOfTheDiscriminatorStoresTheAveragesInTrainingModeAndChangesNoWeight() {
    assertThat(changed(gan(Fakes.TRAINING))).isEqualTo(AVERAGES);
    assertThat(changed(gan(Fakes.INFERENCE))).isEmpty();
  }

  @Test
  void aFrozenGeneratorsAveragesStayInEitherMode() {
    for (Fakes fakes : Fakes.values()) {
      Gan gan = gan(fakes);
      Network frozen = gan.generator().withTrainable(false);
      assertThat(changed(gan.withGenerator(frozen))).as("%s", fakes).isEmpty();
    }
  }

  /** In training mode, its statistics would depend on the rest of the batch. */
  @ParameterizedTest
  @EnumSource
  void aCheckIsInInferenceModeInEither(Fakes fakes) {
    try (TensorFlowTrainer trainer = TinyGans.open(gan(fakes), TinyGans.images(10))) {
      Map<String, FloatTensor> before = trainer.weights();
      FloatTensor noise = trainer.noise(4, 1);
      // What both networks give in inference mode, and binary cross-entropy with label 0.
      FloatTensor scores = trainer.score(trainer.generate(noise));
      double loss = 0;
      for (float score : scores.toArray()) {
        loss -= Math.log1p(-score) / scores.count();
      }
      assertThat(trainer.evaluateDiscriminator(null, noise).loss()).isCloseTo(loss, within(1e-6));
      assertThat(trainer.weights()).isEqualTo(before);
    }
  }
}
