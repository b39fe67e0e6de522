package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.Wasserstein;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.SGD;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.regularization.WeightClipping;
import org.ganforge.train.Alternating;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;

/** Critics whose slope is bounded by a penalty on their gradient, or by clipped weights. */
class WassersteinTest {
  private static final int PIXELS = 4;

  private static final Sequential GENERATOR =
      Sequential.builder("generator")
          .input(2)
          .add(Dense.of(16))
          .add(LeakyReLU.of(0.2))
          .add(Dense.of(PIXELS))
          .build();
  private static final Sequential CRITIC =
      Sequential.builder("critic")
          .input(PIXELS)
          .add(Dense.of(24))
          .add(LeakyReLU.of(0.2))
          .add(Dense.of(24))
          .add(LeakyReLU.of(0.2))
          .add(Dense.of(1))
          .build();

  private static final Gan PENALIZED =
      Gan.of("wgan-gp", GENERATOR, CRITIC)
          .withPenalties(GradientPenalty.of())
          .withObjective(Wasserstein.of())
          .withGeneratorOptimizer(Adam.of(1e-3).withBeta1(0.5).withBeta2(0.9))
          .withDiscriminatorOptimizer(Adam.of(1e-3).withBeta1(0.5).withBeta2(0.9))
          .withPlan(TrainingPlan.of().withBatchSize(32).withSchedule(new Alternating(5, 1)))
          .withRecording(RecordingPlan.of().withGridEvery(100_000));

  /** Returns images of four pixels around [0.6, -0.4, 0.2, -0.6], unlike the first samples. */
  private static ImageDataset images() {
    int count = 256;
    byte[] pixels = new byte[count * PIXELS];
    int[] centre = {204, 77, 153, 51};
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (centre[i % PIXELS] + i / PIXELS * 7 % 21 - 10);
    }
    return ImageDataset.of("corner", TensorShape.of(2, 2, 1), pixels);
  }

  /** Returns the norm of the critic's slope between real and generated images. */
  private static double slope(TensorFlowTrainer trainer, FloatTensor real, FloatTensor fake) {
    double sum = 0;
    for (int row = 0; row < real.count(); row++) {
      float[] at = new float[PIXELS];
      for (int i = 0; i < PIXELS; i++) {
        at[i] = (real.get(row * PIXELS + i) + fake.get(row * PIXELS + i)) / 2;
      }
      double squares = 0;
      for (int i = 0; i < PIXELS; i++) {
        double difference = score(trainer, at, i, 0.01f) - score(trainer, at, i, -0.01f);
        squares += difference * difference / (0.02 * 0.02);
      }
      sum += Math.sqrt(squares);
    }
    return sum / real.count();
  }

  private static double score(TensorFlowTrainer trainer, float[] at, int pixel, float by) {
    float[] moved = at.clone();
    moved[pixel] += by;
    return trainer.score(FloatTensor.wrap(TensorShape.of(1, PIXELS), moved)).get(0);
  }

  @Test
  void withAGradientPenaltyTheCriticsSlopeComesNearOneAndTheGeneratorNearTheImages() {
    try (TensorFlowTrainer trainer = TinyGans.open(PENALIZED, images())) {
      FloatTensor real =
          images().images(PENALIZED.data().range(), new int[] {0, 1, 2, 3, 4, 5, 6, 7});
      FloatTensor rows = FloatTensor.wrap(TensorShape.of(8, PIXELS), real.toArray());
      double before = distance(trainer.sample(64, 1));
      trainer.trainUntil(200);
      assertThat(slope(trainer, rows, trainer.sample(8, 2))).isCloseTo(1, within(0.3));
      trainer.trainUntil(600);
      assertThat(distance(trainer.sample(64, 1))).isLessThan(before / 3);
    }
  }

  private static double distance(FloatTensor images) {
    double[] centre = {0.6, -0.4, 0.2, -0.6};
    double sum = 0;
    for (int i = 0; i < PIXELS; i++) {
      double mean = 0;
      for (int row = 0; row < images.count(); row++) {
        mean += images.get(row * PIXELS + i) / images.count();
      }
      sum += (mean - centre[i]) * (mean - centre[i]);
    }
    return Math.sqrt(sum);
  }

  /** The same update twice, with and without clipping after it. */
  @Test
  void weightsAreClippedAfterEachUpdateOfTheCritic() {
    Gan clipped =
        PENALIZED
            .withRegularization(WeightClipping.of().withLimit(0.05))
            .withPenalties()
            .withDiscriminatorOptimizer(SGD.of(0.1));
    Gan free = clipped.withRegularization(WeightClipping.of().withLimit(1e9));
    try (TensorFlowTrainer one = TinyGans.open(clipped, images());
        TensorFlowTrainer other = TinyGans.open(free, images())) {
      FloatTensor noise = one.noise(32, 1);
      FloatTensor real = FloatTensor.wrap(TensorShape.of(32, PIXELS), new float[32 * PIXELS]);
      one.updateDiscriminator(real, noise);
      other.updateDiscriminator(real, noise);
      Map<String, FloatTensor> expected = other.weights();
      one.weights()
          .forEach(
              (name, found) -> {
                float[] values = requireNonNull(expected.get(name)).toArray();
                for (int i = 0; i < values.length; i++) {
                  float limited = Math.max(-0.05f, Math.min(0.05f, values[i]));
                  assertThat(found.get(i))
                      .isEqualTo(name.startsWith("critic/") ? limited : values[i]);
                }
              });
      one.trainUntil(2);
      for (float weight : requireNonNull(one.weights().get("critic/dense/kernel")).toArray()) {
        assertThat(Math.abs(weight)).isLessThanOrEqualTo(0.05f);
      }
    }
  }

  /** Five updates of the critic, each with its second tower, in one run and one by one. */
  @Test
  void updatesWithAPenaltyInOneRunAreUpdateByUpdate() {
    try (TensorFlowTrainer one = TinyGans.open(PENALIZED, images());
        TensorFlowTrainer other = TinyGans.open(PENALIZED, images())) {
      Iteration joined = new ScheduledIteration(one);
      Iteration apart = new ScheduledIteration(other, 1);
      for (int i = 1; i <= 3; i++) {
        assertThat(joined.run(i)).isEqualTo(apart.run(i));
      }
      assertThat(one.weights()).isEqualTo(other.weights());
    }
  }

  @Test
  void aPenaltyThatMixesImagesTakesNoBatchOfOneKind() {
    try (TensorFlowTrainer trainer = TinyGans.open(PENALIZED, images())) {
      FloatTensor noise = trainer.noise(4, 1);
      assertThatThrownBy(() -> trainer.updateDiscriminator(null, noise))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "discriminator batch: expected real images and noise, which GradientPenalty mixes,"
                  + " but found noise alone; give both");
      assertThat(trainer.evaluateDiscriminator(null, noise).loss()).isFinite();
    }
  }
}
