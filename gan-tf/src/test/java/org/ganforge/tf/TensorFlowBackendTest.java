package org.ganforge.tf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.golden.Tolerance;
import org.ganforge.train.BatchMetrics;
import org.junit.jupiter.api.Test;

/** A compiled GAN, as users see it. */
class TensorFlowBackendTest {
  private static final Sequential GENERATOR =
      Sequential.builder("generator")
          .input(3)
          .add(Dense.of(6))
          .add(BatchNormalization.of())
          .add(Dropout.of(0.5))
          .add(Dense.of(4))
          .build();
  private static final Sequential DISCRIMINATOR =
      Sequential.builder("discriminator")
          .input(4)
          .add(Dense.of(8))
          .add(BatchNormalization.of())
          .add(Dropout.of(0.5))
          .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
          .build();

  private static GanTrainer open(Sequential generator, Sequential discriminator) {
    return TensorFlowBackend.of().open(Gan.of("door", generator, discriminator));
  }

  private static GanTrainer open() {
    return open(GENERATOR, DISCRIMINATOR);
  }

  @Test
  void isFoundOnTheClassPath() {
    assertThat(GanBackend.find()).isInstanceOf(TensorFlowBackend.class);
    assertThat(GanBackend.find().name()).isEqualTo("tensorflow");
    assertThat(GanBackend.find().version()).isEqualTo("TensorFlow 2.18.0");
  }

  @Test
  void noiseAndSamplesBelongToTheirSeed() {
    try (GanTrainer trainer = open();
        GanTrainer other = open()) {
      FloatTensor noise = trainer.noise(5, 3);
      assertThat(noise.shape()).isEqualTo(TensorShape.of(5, 3));
      trainer.updateGenerator(noise);
      assertThat(trainer.noise(5, 3)).isEqualTo(noise);
      assertThat(other.noise(5, 3)).isEqualTo(noise);
      assertThat(trainer.noise(5, 4)).isNotEqualTo(noise);
      assertThat(trainer.sample(5, 3)).isEqualTo(trainer.generate(noise));
    }
  }

  @Test
  void imagesAndScoresDoNotDependOnTheOthersOfTheirBatch() {
    try (GanTrainer trainer = open()) {
      trainer.updateGenerator(
          trainer.noise(8, 1)); // moves the averages away from their initial values
      trainer.updateDiscriminator(null, trainer.noise(8, 2));
      FloatTensor noise = trainer.noise(300, 3); // more than one batch of inference
      FloatTensor images = trainer.generate(noise);
      FloatTensor scores = trainer.score(images);
      assertThat(images.shape()).isEqualTo(TensorShape.of(300, 4));
      assertThat(scores.shape()).isEqualTo(TensorShape.of(300, 1));
      for (int i : new int[] {0, 7, 255, 256, 299}) {
        FloatTensor image = trainer.generate(one(noise, i));
        new Tolerance(1e-6, 1e-5).check("image " + i, one(images, i), image);
        new Tolerance(1e-6, 1e-5).check("score " + i, one(scores, i), trainer.score(image));
      }
    }
  }

  private static FloatTensor one(FloatTensor batch, int index) {
    FloatTensor example = batch.example(index);
    return FloatTensor.wrap(example.shape().times(1), example.toArray());
  }

  @Test
  void readingChangesNothing() {
    try (GanTrainer trainer = open();
        GanTrainer other = open()) {
      FloatTensor noise = trainer.noise(4, 1);
      FloatTensor real = trainer.sample(4, 2);
      Map<String, FloatTensor> before = trainer.weights();
      BatchMetrics first = trainer.evaluateDiscriminator(real, noise);
      trainer.evaluateDiscriminator(real, null);
      trainer.evaluateDiscriminator(null, noise);
      trainer.evaluateGenerator(noise);
      assertThat(trainer.evaluateDiscriminator(real, noise)).isEqualTo(first);
      assertThat(trainer.weights()).isEqualTo(before);
      // It uses up no random numbers either.
      assertThat(trainer.updateGenerator(noise)).isEqualTo(other.updateGenerator(noise));
      assertThat(trainer.weights()).isEqualTo(other.weights());
    }
  }

  @Test
  void updatesNothingOfAFrozenNetwork() {
    try (GanTrainer trainer =
        open(GENERATOR.withTrainable(false), DISCRIMINATOR.withTrainable(false))) {
      Map<String, FloatTensor> before = trainer.weights();
      FloatTensor noise = trainer.noise(4, 1);
      assertThat(trainer.updateGenerator(noise).loss()).isPositive().isFinite();
      assertThat(trainer.updateDiscriminator(null, noise).loss()).isPositive().isFinite();
      assertThat(trainer.weights()).isEqualTo(before);
    }
  }

  @Test
  void callsNetworksThatPassTheirInputThrough() {
    Sequential generator = Sequential.builder("generator").input(1).add(Dropout.of(0.5)).build();
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(1)
            .add(Activation.of(ActivationFunction.LINEAR))
            .build();
    try (GanTrainer trainer = open(generator, discriminator)) {
      FloatTensor noise = trainer.noise(3, 1);
      assertThat(trainer.generate(noise)).isEqualTo(noise);
      assertThat(trainer.score(noise)).isEqualTo(noise);
      assertThat(trainer.weights()).isEmpty();
    }
  }

  @Test
  void weightsAreInTheOrderOfTheLayers() {
    try (GanTrainer trainer = open()) {
      assertThat(List.copyOf(trainer.weights().keySet()).subList(0, 6))
          .containsExactly(
              "generator/dense/kernel",
              "generator/dense/bias",
              "generator/batch_normalization/gamma",
              "generator/batch_normalization/beta",
              "generator/batch_normalization/moving_mean",
              "generator/batch_normalization/moving_variance");
    }
  }
}
