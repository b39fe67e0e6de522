package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.Hinge;
import org.ganforge.objective.Objective;
import org.ganforge.objective.RelativisticAverage;
import org.ganforge.objective.RelativisticPairing;
import org.ganforge.optimizer.SGD;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objectives that compare the scores of real images with those of generated ones. */
class RelativisticTest {
  private static final int PIXELS = 16;

  private static Gan gan(Objective objective) {
    Sequential generator = Sequential.builder("generator").input(3).add(Dense.of(PIXELS)).build();
    Sequential critic =
        Sequential.builder("critic")
            .input(PIXELS)
            .add(Dense.of(5))
            .add(LeakyReLU.of(0.2))
            .add(Dense.of(1))
            .build();
    return Gan.of("relative", generator, critic)
        .withObjective(objective)
        .withPlan(TrainingPlan.of().withBatchSize(4).withIterations(3).withSeed(5));
  }

  private static FloatTensor images(int count) {
    float[] values = new float[count * PIXELS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(1.3 * i * i + i);
    }
    return FloatTensor.wrap(TensorShape.of(count, PIXELS), values);
  }

  private static TensorFlowTrainer openWithoutImages(Gan gan) {
    return TensorFlowTrainer.open(
        gan,
        null,
        FormSelection.of(FormTable.namesOfProducts()),
        new SessionSettings(1, 1, ComputeType.FLOAT32, false));
  }

  private static double softplus(double x) {
    return Math.log1p(Math.exp(x));
  }

  /** Fewer generated images than real ones: the last two have no partner. */
  @Test
  void pairedLossesAreThoseOfTheDifferences() {
    try (TensorFlowTrainer trainer = openWithoutImages(gan(RelativisticPairing.of()))) {
      FloatTensor real = images(5);
      FloatTensor noise = trainer.noise(3, 1);
      FloatTensor r = trainer.score(real);
      FloatTensor f = trainer.score(trainer.generate(noise));
      double ofDiscriminator = 0;
      double ofGenerator = 0;
      double right = 0;
      for (int i = 0; i < 3; i++) {
        ofDiscriminator += softplus(f.get(i) - r.get(i)) / 3;
        ofGenerator += softplus(r.get(i) - f.get(i)) / 3;
        right += r.get(i) > f.get(i) ? 1 / 3.0 : 0;
      }
      BatchMetrics d = trainer.evaluateDiscriminator(real, noise);
      assertThat(d.loss()).isCloseTo(ofDiscriminator, within(1e-5));
      assertThat(d.accuracy()).isCloseTo(right, within(1e-6));
      BatchMetrics g = trainer.evaluateGenerator(Batch.of(real), Batch.of(noise));
      assertThat(g.loss()).isCloseTo(ofGenerator, within(1e-5));
      assertThat(g.accuracy()).isCloseTo(1 - right, within(1e-6));
    }
  }

  @Test
  void averageLossesAreThoseOfTheDistanceToTheOthersMean() {
    try (TensorFlowTrainer trainer = openWithoutImages(gan(RelativisticAverage.of()))) {
      FloatTensor real = images(5);
      FloatTensor noise = trainer.noise(3, 1);
      FloatTensor r = trainer.score(real);
      FloatTensor f = trainer.score(trainer.generate(noise));
      double meanReal = mean(r);
      double meanFake = mean(f);
      double ofDiscriminator = 0;
      double ofGenerator = 0;
      double right = 0;
      for (int i = 0; i < 5; i++) {
        ofDiscriminator += softplus(meanFake - r.get(i)) / 5;
        ofGenerator += softplus(r.get(i) - meanFake) / 5;
        right += r.get(i) > meanFake ? 1 / 8.0 : 0;
      }
      double fooled = 0;
      for (int i = 0; i < 3; i++) {
        ofDiscriminator += softplus(f.get(i) - meanReal) / 3;
        ofGenerator += softplus(meanReal - f.get(i)) / 3;
        right += f.get(i) < meanReal ? 1 / 8.0 : 0;
        fooled += f.get(i) > meanReal ? 1 / 3.0 : 0;
      }
      BatchMetrics d = trainer.evaluateDiscriminator(real, noise);
      assertThat(d.loss()).isCloseTo(ofDiscriminator, within(1e-5));
      assertThat(d.accuracy()).isCloseTo(right, within(1e-6));
      BatchMetrics g = trainer.evaluateGenerator(Batch.of(real), Batch.of(noise));
      assertThat(g.loss()).isCloseTo(ofGenerator, within(1e-5));
      assertThat(g.accuracy()).isCloseTo(fooled, within(1e-6));
    }
  }

  private static double mean(FloatTensor scores) {
    double sum = 0;
    for (float score : scores.toArray()) {
      sum += score;
    }
    return sum / scores.count();
  }

  /** The generator moves against the gradient of its loss, which real images are part of. */
  @Test
  void theGeneratorsUpdateFollowsFiniteDifferences() {
    Gan gan = gan(RelativisticAverage.of()).withGeneratorOptimizer(SGD.of(1));
    try (TensorFlowTrainer trainer = openWithoutImages(gan)) {
      Batch real = Batch.of(images(4));
      Batch noise = Batch.of(trainer.noise(4, 1));
      FloatTensor before = weight(trainer);
      double[] slopes = new double[3];
      for (int i = 0; i < slopes.length; i++) {
        set(trainer, before, i, 0.02f);
        double above = trainer.evaluateGenerator(real, noise).loss();
        set(trainer, before, i, -0.02f);
        slopes[i] = (above - trainer.evaluateGenerator(real, noise).loss()) / 0.04;
      }
      set(trainer, before, 0, 0);
      trainer.updateGenerator(real, noise);
      for (int i = 0; i < slopes.length; i++) {
        double step = weight(trainer).get(i) - before.get(i);
        assertThat(step).isCloseTo(-slopes[i], within(2e-4));
      }
    }
  }

  private static FloatTensor weight(TensorFlowTrainer trainer) {
    return requireNonNull(trainer.weights().get("generator/dense/kernel"));
  }

  private static void set(TensorFlowTrainer trainer, FloatTensor kernel, int index, float by) {
    float[] values = kernel.toArray();
    values[index] += by;
    trainer.setWeights(Map.of("generator/dense/kernel", FloatTensor.wrap(kernel.shape(), values)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void updatesInOneRunEqualSingleUpdates(boolean paired) {
    Gan gan = gan(paired ? RelativisticPairing.of() : RelativisticAverage.of());
    Gan scheduled =
        gan.withPlan(gan.plan().withSchedule(new Alternating(2, 3)).withOrder(BatchOrder.SHUFFLED));
    try (TensorFlowTrainer one = TinyGans.open(scheduled, TinyGans.images(16));
        TensorFlowTrainer other = TinyGans.open(scheduled, TinyGans.images(16))) {
      Iteration joined = new ScheduledIteration(one);
      Iteration apart = new ScheduledIteration(other, 1);
      for (int i = 1; i <= 3; i++) {
        assertThat(joined.run(i)).isEqualTo(apart.run(i));
      }
      assertThat(one.weights()).isEqualTo(other.weights());
    }
  }

  @Test
  void aBatchOfOneKindIsRefused() {
    try (TensorFlowTrainer trainer = openWithoutImages(gan(RelativisticPairing.of()))) {
      FloatTensor noise = trainer.noise(4, 1);
      for (Runnable mistake :
          new Runnable[] {
            () -> trainer.updateDiscriminator(null, noise),
            () -> trainer.evaluateDiscriminator(null, noise)
          }) {
        assertThatThrownBy(mistake::run)
            .isInstanceOf(InvalidInputException.class)
            .hasMessage(
                "discriminator batch: expected real images and noise, which RelativisticPairing"
                    + " compares, but found noise alone; give both");
      }
      assertThatThrownBy(() -> trainer.updateGenerator(noise))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "generator batch: expected real images and noise, which RelativisticPairing compares,"
                  + " but found noise alone; give both, or open the trainer with a data set");
    }
  }

  @Test
  void realImagesAreRefusedIfNothingIsComparedWithThem() {
    try (TensorFlowTrainer trainer = openWithoutImages(gan(Hinge.of()))) {
      Batch noise = Batch.of(trainer.noise(4, 1));
      assertThatThrownBy(() -> trainer.updateGenerator(Batch.of(images(4)), noise))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "generator batch: expected noise alone, since Hinge does not compare it with real"
                  + " images, but found real images and noise; leave the images out, or use a"
                  + " relativistic objective");
    }
  }
}
