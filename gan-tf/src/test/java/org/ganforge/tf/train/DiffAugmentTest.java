package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Reshape;
import org.ganforge.objective.RelativisticPairing;
import org.ganforge.optimizer.SGD;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.penalty.R1;
import org.ganforge.penalty.R2;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.regularization.DiffAugment.Change;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings whose discriminator sees changed images. */
class DiffAugmentTest {
  @TempDir private Path dir;

  private static Gan gan() {
    return TinyGans.convolutional().withRegularization(DiffAugment.of());
  }

  private static TensorFlowTrainer open(Gan gan) {
    return TinyGans.open(gan, TinyGans.images(16));
  }

  @Test
  void aTrainingThatResumesIsTheOneThatNeverStopped() {
    Path checkpoint = dir.resolve("step-2");
    try (TensorFlowTrainer whole = open(gan());
        TensorFlowTrainer first = open(gan());
        TensorFlowTrainer second = open(gan());
        TensorFlowTrainer plain = open(gan().withRegularization())) {
      whole.trainUntil(4);
      first.trainUntil(2);
      first.save(checkpoint);
      second.restore(checkpoint);
      second.trainUntil(4);
      plain.trainUntil(4);
      assertThat(second.weights()).isEqualTo(whole.weights()).isNotEqualTo(plain.weights());
    }
  }

  @Test
  void updatesInOneRunEqualSingleUpdates() {
    Gan gan =
        gan()
            .withPlan(
                gan()
                    .plan()
                    .withComposition(BatchComposition.SEPARATE)
                    .withSchedule(new Alternating(2, 2)));
    try (TensorFlowTrainer one = open(gan);
        TensorFlowTrainer other = open(gan)) {
      new ScheduledIteration(one).run(1);
      new ScheduledIteration(other, 1).run(1);
      assertThat(one.weights()).isEqualTo(other.weights());
    }
  }

  @Test
  void checksAndScoresAreOfUnchangedImages() {
    try (TensorFlowTrainer changed = open(gan());
        TensorFlowTrainer plain = open(gan().withRegularization())) {
      FloatTensor noise = changed.noise(8, 1);
      FloatTensor images = changed.sample(8, 1);
      assertThat(changed.evaluateDiscriminator(images, noise))
          .isEqualTo(plain.evaluateDiscriminator(images, noise));
      assertThat(changed.evaluateGenerator(noise)).isEqualTo(plain.evaluateGenerator(noise));
      assertThat(changed.score(images)).isEqualTo(plain.score(images));
    }
  }

  private static Gan smooth() {
    Sequential generator =
        Sequential.builder("generator")
            .input(3)
            .add(Dense.of(16).withActivation(ActivationFunction.TANH))
            .add(Reshape.of(4, 4, 1))
            .build();
    Sequential critic =
        Sequential.builder("critic")
            .input(4, 4, 1)
            .add(Flatten.of())
            .add(Dense.of(5).withActivation(ActivationFunction.TANH))
            .add(Dense.of(1))
            .build();
    return Gan.of("smooth", generator, critic)
        .withPlan(TinyGans.dense().plan())
        .withGeneratorOptimizer(SGD.of(0.01))
        .withDiscriminatorOptimizer(SGD.of(0.01));
  }

  @Test
  void goesTogetherWithPenaltiesAndRelativisticObjectives() {
    Gan gan =
        smooth()
            .withObjective(RelativisticPairing.of())
            .withPenalties(R1.of(), R2.of().withEvery(2), GradientPenalty.of())
            .withRegularization(DiffAugment.of().withProbability(0.5));
    try (TensorFlowTrainer trainer = open(gan)) {
      trainer.trainUntil(3);
      assertThat(trainer.weights().values()).allMatch(weights -> Float.isFinite(weights.get(0)));
    }
  }

  /**
   * The critic sees only part of the generator's image, with up to a quarter cut out in the middle
   * or at an edge, so the generator's gradient is smaller.
   */
  @Test
  void theGeneratorLearnsThroughTheChanges() {
    Gan cut = smooth().withRegularization(DiffAugment.of().withPolicy(Change.CUTOUT));
    try (TensorFlowTrainer changed = open(cut);
        TensorFlowTrainer plain = open(smooth())) {
      FloatTensor noise = changed.noise(64, 1);
      BatchMetrics before = changed.evaluateGenerator(noise);
      for (int i = 0; i < 50; i++) {
        changed.updateGenerator(noise);
        plain.updateGenerator(noise);
      }
      assertThat(changed.evaluateGenerator(noise).loss()).isLessThan(before.loss());
      assertThat(changed.weights()).isNotEqualTo(plain.weights());
    }
  }
}
