package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.data.ImageDataset;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Labels;
import org.ganforge.optimizer.SGD;
import org.ganforge.train.BatchMetrics;
import org.junit.jupiter.api.Test;

class LabelFlipTest {
  private static final int COUNT = 4000;
  private static final double PROBABILITY = 0.8;

  private static Gan gan(Labels labels) {
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(16)
            .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
            .build();
    return TinyGans.dense()
        .withDiscriminator(discriminator, BinaryCrossentropy.of().withLabels(labels))
        .withDiscriminatorOptimizer(SGD.of(0.1));
  }

  /** Opens a trainer whose discriminator rates every image as real with 0.8. */
  private static TensorFlowTrainer certain(Labels labels) {
    TensorFlowTrainer trainer = TinyGans.open(gan(labels), TinyGans.images(4));
    float logit = (float) Math.log(PROBABILITY / (1 - PROBABILITY));
    trainer.setWeights(
        Map.of(
            "discriminator/dense/kernel",
            FloatTensor.wrap(TensorShape.of(16, 1), new float[16]),
            "discriminator/dense/bias",
            FloatTensor.wrap(TensorShape.of(1), new float[] {logit})));
    return trainer;
  }

  /** Returns the share of real images whose label was 1, computed from their loss. */
  private static double real(BatchMetrics metrics) {
    double ofOne = -Math.log(PROBABILITY);
    double ofZero = -Math.log(1 - PROBABILITY);
    return (metrics.loss() - ofZero) / (ofOne - ofZero);
  }

  /**
   * Five standard deviations of 4000 draws are 0.024, so it fails by chance once in two million.
   */
  @Test
  void theGivenShareOfLabelsIsFlippedDifferentlyInEachUpdate() {
    FloatTensor images = FloatTensor.wrap(TensorShape.of(COUNT, 16), new float[COUNT * 16]);
    try (TensorFlowTrainer trainer = certain(Labels.of().withFlip(0.1));
        TensorFlowTrainer same = certain(Labels.of().withFlip(0.1))) {
      BatchMetrics first = trainer.updateDiscriminator(images, null);
      assertThat(real(first)).isCloseTo(0.9, within(0.024));
      assertThat(first.accuracy()).isEqualTo(1);
      assertThat(same.updateDiscriminator(images, null)).isEqualTo(first);
      same.setWeights(certainBias());
      double second = real(same.updateDiscriminator(images, null));
      assertThat(second).isCloseTo(0.9, within(0.024)).isNotEqualTo(real(first));
    }
  }

  private static Map<String, FloatTensor> certainBias() {
    float logit = (float) Math.log(PROBABILITY / (1 - PROBABILITY));
    return Map.of(
        "discriminator/dense/bias",
        FloatTensor.wrap(TensorShape.of(1), new float[] {logit}),
        "discriminator/dense/kernel",
        FloatTensor.wrap(TensorShape.of(16, 1), new float[16]));
  }

  @Test
  void flippingAllLabelsExchangesTheKinds() {
    try (TensorFlowTrainer flipped = TinyGans.open(gan(Labels.of().withFlip(1)), images());
        TensorFlowTrainer swapped =
            TinyGans.open(gan(Labels.of().withReal(0).withFake(1)), images())) {
      FloatTensor real = FloatTensor.wrap(TensorShape.of(4, 16), new float[64]);
      FloatTensor noise = flipped.noise(4, 1);
      assertThat(flipped.updateDiscriminator(real, noise).loss())
          .isEqualTo(swapped.updateDiscriminator(real, noise).loss());
      assertThat(flipped.weights()).isEqualTo(swapped.weights());
    }
  }

  private static ImageDataset images() {
    return TinyGans.images(4);
  }

  /** The labels of the generator and of checks are unchanged. */
  @Test
  void nothingElseIsFlipped() {
    try (TensorFlowTrainer flipped = TinyGans.open(gan(Labels.of().withFlip(1)), images());
        TensorFlowTrainer plain = TinyGans.open(gan(Labels.of()), images())) {
      FloatTensor real = FloatTensor.wrap(TensorShape.of(4, 16), new float[64]);
      FloatTensor noise = flipped.noise(4, 1);
      assertThat(flipped.evaluateDiscriminator(real, noise))
          .isEqualTo(plain.evaluateDiscriminator(real, noise));
      assertThat(flipped.updateGenerator(noise)).isEqualTo(plain.updateGenerator(noise));
      assertThat(flipped.weights()).isEqualTo(plain.weights());
    }
  }
}
