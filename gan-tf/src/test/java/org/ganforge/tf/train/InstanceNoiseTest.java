package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.Wasserstein;
import org.ganforge.optimizer.SGD;
import org.ganforge.regularization.InstanceNoise;
import org.ganforge.regularization.WeightClipping;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchComposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The noise itself: under Wasserstein's objective the gradient of a linear discriminator's kernel
 * is the image, so for a black image it is the noise.
 */
class InstanceNoiseTest {
  private static final int PIXELS = 4096;

  /** Five times the standard error of a standard deviation of this many numbers. */
  private static final double FIVE_SIGMA = 5 / Math.sqrt(2 * PIXELS);

  @TempDir private Path dir;

  private static Gan gan(long iterations) {
    Initializer zeros = Initializer.Zeros.of();
    Sequential generator =
        Sequential.builder("generator")
            .input(1)
            .add(Dense.of(PIXELS).withKernelInitializer(zeros))
            .build();
    Sequential critic =
        Sequential.builder("critic")
            .input(PIXELS)
            .add(Dense.of(1).withKernelInitializer(zeros).withUseBias(false))
            .build();
    return Gan.of("noisy", generator, critic)
        .withRegularization(
            WeightClipping.of().withLimit(1e9), InstanceNoise.of(iterations).withStddev(2))
        .withObjective(Wasserstein.of())
        .withGeneratorOptimizer(SGD.of(1))
        .withDiscriminatorOptimizer(SGD.of(1));
  }

  private static TensorFlowTrainer open(Gan gan) {
    return TensorFlowTrainer.open(
        gan, null, FormSelection.plain(), new SessionSettings(1, 1, ComputeType.FLOAT32, false));
  }

  private static final FloatTensor BLACK =
      FloatTensor.wrap(TensorShape.of(1, PIXELS), new float[PIXELS]);

  private static FloatTensor kernel(TensorFlowTrainer trainer) {
    return requireNonNull(trainer.weights().get("critic/dense/kernel"));
  }

  /** Updates the critic and returns how far its kernel moved. */
  private static float[] moved(TensorFlowTrainer trainer, boolean isReal) {
    FloatTensor before = kernel(trainer);
    if (isReal) {
      trainer.updateDiscriminator(BLACK, null);
    } else {
      trainer.updateDiscriminator(null, trainer.noise(1, 0));
    }
    FloatTensor after = kernel(trainer);
    float[] difference = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      difference[i] = after.get(i) - before.get(i);
    }
    return difference;
  }

  private static double deviation(float[] noise) {
    double squares = 0;
    for (float number : noise) {
      squares += number * number;
    }
    return Math.sqrt(squares / noise.length);
  }

  @Test
  void fallsLinearlyToZero() {
    try (TensorFlowTrainer trainer = open(gan(4))) {
      for (double expected : List.of(2.0, 1.5, 1.0, 0.5)) {
        assertThat(deviation(moved(trainer, true)))
            .isCloseTo(expected, within(expected * FIVE_SIGMA));
      }
      assertThat(deviation(moved(trainer, true))).isZero();
      assertThat(deviation(moved(trainer, false))).isZero();
    }
  }

  @Test
  void aTurnOfSeveralUpdatesHasTheNoiseOfItsIteration() {
    Gan gan = gan(4);
    Gan separate =
        gan.withPlan(
            gan.plan()
                .withSchedule(new Alternating(2, 1))
                .withComposition(BatchComposition.SEPARATE));
    try (TensorFlowTrainer trainer = open(separate)) {
      for (double expected : List.of(2.0, 2.0, 2.0, 2.0, 1.5)) {
        assertThat(deviation(moved(trainer, true)))
            .isCloseTo(expected, within(expected * FIVE_SIGMA));
      }
    }
  }

  @Test
  void generatedImagesHaveTheirOwnNoiseInBothUpdatesAndNoneInChecks() {
    try (TensorFlowTrainer one = open(gan(1000))) {
      float[] ofReal = moved(one, true);
      float[] ofFake = moved(one, false);
      assertThat(deviation(ofFake)).isCloseTo(2, within(2 * FIVE_SIGMA));
      double product = 0;
      for (int i = 0; i < PIXELS; i++) {
        product += ofReal[i] * -ofFake[i];
      }
      // Independent numbers: the mean of products is within five standard errors of 4 / 64.
      assertThat(product / PIXELS).isCloseTo(0, within(5 * 4 / Math.sqrt(PIXELS)));
      // The critic's kernel is noise: its score is 0 for an image without noise, and about 4 * 64
      // with it.
      FloatTensor noise = one.noise(1, 0);
      assertThat(Math.abs(one.evaluateGenerator(noise).loss())).isZero();
      assertThat(Math.abs(one.updateGenerator(noise).loss())).isBetween(0.1, 5.0 * 4 * 64);
    }
  }

  @Test
  void aTrainingThatResumesHasTheSameNoise() {
    Gan gan = TinyGans.dense().withRegularization(InstanceNoise.of(3).withStddev(1));
    Path checkpoint = dir.resolve("step-1");
    try (TensorFlowTrainer whole = TinyGans.open(gan, TinyGans.images(16));
        TensorFlowTrainer first = TinyGans.open(gan, TinyGans.images(16));
        TensorFlowTrainer second = TinyGans.open(gan, TinyGans.images(16))) {
      whole.trainUntil(3);
      first.trainUntil(1);
      first.save(checkpoint);
      second.restore(checkpoint);
      second.trainUntil(3);
      assertThat(second.weights()).isEqualTo(whole.weights());
    }
  }
}
