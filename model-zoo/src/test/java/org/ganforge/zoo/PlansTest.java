package org.ganforge.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.data.Colormap;
import org.ganforge.data.ValueRange;
import org.ganforge.noise.Normal;
import org.ganforge.noise.Uniform;
import org.ganforge.objective.AuxiliaryLoss;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Labels;
import org.ganforge.objective.Wasserstein;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.SGD;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.train.Adaptive;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.CheckpointPlan;
import org.ganforge.train.DataPlan;
import org.ganforge.train.FakeLabels;
import org.ganforge.train.Fakes;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;

/** The plans of the presets after the first: as in their sources' code, or else our choice. */
class PlansTest {
  /** Returns a plan with mixed batches drawn at random and one turn for each network. */
  private static TrainingPlan plan(long iterations, int batchSize) {
    return new TrainingPlan(
        iterations,
        batchSize,
        BatchComposition.MIXED,
        Fakes.INFERENCE,
        FakeLabels.RANDOM,
        BatchOrder.RANDOM,
        new Alternating(1, 1),
        0);
  }

  private static RecordingPlan recording(long gridEvery, int gridRows, int gridColumns) {
    return new RecordingPlan(
        gridEvery, List.of(), gridRows, gridColumns, false, CheckpointPlan.of(), null, null);
  }

  private static DataPlan data(String dataset) {
    return new DataPlan(dataset, ValueRange.MINUS_ONE_TO_ONE, 0, 0, null, null, Colormap.GRAY);
  }

  @Test
  void fashionMlpLearnsAsItsDocument() {
    Gan gan = ModelZoo.load("fashion-mlp");

    assertThat(gan.noise()).isEqualTo(new Normal(0, 1));
    assertThat(gan.objective())
        .isEqualTo(BinaryCrossentropy.of().withLabels(new Labels(0.9, 0, 1, 0)));
    assertThat(gan.generatorOptimizer()).isEqualTo(Adam.of(2e-4).withBeta1(0.5));
    assertThat(gan.discriminatorOptimizer()).isEqualTo(Adam.of(2e-4).withBeta1(0.5));
    assertThat(gan.data()).isEqualTo(data("fashion-mnist").withColormap(Colormap.GRAY_R));
    assertThat(gan.plan()).isEqualTo(plan(400 * 468, 128).withSeed(10));
    assertThat(gan.recording()).isEqualTo(recording(20 * 468, 10, 10).withGridAt(List.of(468L)));
  }

  @Test
  void mnistSingleDigitLearnsAsItsDocument() {
    Gan gan = ModelZoo.load("mnist-single-digit");

    assertThat(gan.noise()).isEqualTo(new Uniform(-1, 1));
    assertThat(gan.objective())
        .isEqualTo(BinaryCrossentropy.of().withLabels(new Labels(1, 0, 1, 0)));
    assertThat(gan.generatorOptimizer()).isEqualTo(Adam.of(InverseTimeDecay.of(1e-4, 1, 1e-6)));
    assertThat(gan.discriminatorOptimizer()).isEqualTo(Adam.of(InverseTimeDecay.of(2e-4, 1, 1e-6)));
    assertThat(gan.data()).isEqualTo(data("mnist").withLabel(5));
    assertThat(gan.plan())
        .isEqualTo(plan(10_000, 64).withComposition(BatchComposition.SEPARATE_HALVES));
    assertThat(gan.recording()).isEqualTo(recording(500, 4, 10));
    assertThat(gan.plan().realCount()).isEqualTo(32);
  }

  @Test
  void mnistDcganTanhLearnsAsItsDocument() {
    Gan gan = ModelZoo.load("mnist-dcgan-tanh");

    assertThat(gan.noise()).isEqualTo(new Normal(0, 0.3));
    assertThat(gan.objective())
        .isEqualTo(BinaryCrossentropy.of().withLabels(new Labels(1, 0, 1, 0)));
    SGD sgd = SGD.of(5e-4).withMomentum(0.9).withNesterov(true);
    assertThat(gan.generatorOptimizer()).isEqualTo(sgd);
    assertThat(gan.discriminatorOptimizer()).isEqualTo(sgd);
    assertThat(gan.data()).isEqualTo(data("mnist"));
    assertThat(gan.plan()).isEqualTo(plan(100 * 937, 64).withOrder(BatchOrder.SEQUENTIAL));
    assertThat(gan.recording()).isEqualTo(recording(937, 4, 5));
  }

  @Test
  void emnistLettersLearnsAsItsDocument() {
    Gan gan = ModelZoo.load("emnist-letters");

    assertThat(gan.noise()).isEqualTo(new Normal(0, 1));
    assertThat(gan.objective())
        .isEqualTo(BinaryCrossentropy.of().withLabels(new Labels(1, 0, 1, 0)));
    assertThat(gan.generatorOptimizer()).isEqualTo(Adam.of(1e-3));
    assertThat(gan.discriminatorOptimizer()).isEqualTo(Adam.of(1e-3));
    assertThat(gan.data()).isEqualTo(data("emnist-letters"));
    assertThat(gan.plan())
        .isEqualTo(
            plan(5_000, 32)
                .withComposition(BatchComposition.MIXED_HALVES)
                .withSchedule(new Adaptive(0.2, 0.5, 50, 32, 4, 0.625, 0)));
    assertThat(gan.recording())
        .isEqualTo(recording(500, 4, 10).withGridAt(List.of(1L, 2L, 25L)).withGridScores(true));
    assertThat(gan.plan().realCount()).isEqualTo(20);
    assertThat(gan.plan().generatedCount()).isEqualTo(12);
    assertThat(List.of(1L, 2L, 25L, 500L, 5_000L)).allMatch(gan.recording()::drawsGridAfter);
  }

  @Test
  void wganGpFashionLearnsAsItsExample() {
    Gan gan = ModelZoo.load("wgan-gp-fashion");
    Adam adam = Adam.of(2e-4).withBeta1(0.5).withBeta2(0.9);

    assertThat(gan.noise()).isEqualTo(new Normal(0, 1));
    assertThat(gan.objective()).isEqualTo(Wasserstein.of());
    assertThat(gan.penalties()).containsExactly(new GradientPenalty(10, 1, false, 1));
    assertThat(gan.generatorOptimizer()).isEqualTo(adam);
    assertThat(gan.discriminatorOptimizer()).isEqualTo(adam);
    assertThat(gan.data()).isEqualTo(data("fashion-mnist"));
    assertThat(gan.plan())
        .isEqualTo(
            plan(20 * 118, 512).withFakes(Fakes.TRAINING).withSchedule(new Alternating(3, 1)));
    assertThat(gan.recording()).isEqualTo(recording(118, 4, 10));
  }

  @Test
  void conditionalMnistLearnsAsItsExample() {
    Gan gan = ModelZoo.load("conditional-mnist");

    assertThat(gan.classes()).isEqualTo(10);
    assertThat(gan.noiseLength()).isEqualTo(128);
    assertThat(gan.objective()).isEqualTo(BinaryCrossentropy.of().withFromLogits(true));
    assertThat(gan.generatorOptimizer()).isEqualTo(Adam.of(3e-4));
    assertThat(gan.discriminatorOptimizer()).isEqualTo(Adam.of(3e-4));
    assertThat(gan.plan())
        .isEqualTo(
            plan(20 * 937, 64)
                .withFakes(Fakes.TRAINING)
                .withFakeLabels(FakeLabels.REAL)
                .withOrder(BatchOrder.SHUFFLED));
    assertThat(gan.generator().trainableParameterCount()).isEqualTo(1_491_215);
    assertThat(gan.discriminator().trainableParameterCount()).isEqualTo(80_385);
    assertThat(gan.gridRows()).isEqualTo(10);
  }

  @Test
  void acganMnistLearnsAsItsExample() {
    Gan gan = ModelZoo.load("acgan-mnist");

    assertThat(gan.hasAuxiliary()).isTrue();
    assertThat(gan.noise()).isEqualTo(new Uniform(-1, 1));
    assertThat(gan.objective())
        .isEqualTo(BinaryCrossentropy.of().withLabels(new Labels(0.9, 0.1, 0.9, 0)));
    assertThat(gan.auxiliary()).isEqualTo(new AuxiliaryLoss(2, 0, 1));
    assertThat(gan.generatorOptimizer()).isEqualTo(Adam.of(2e-4).withBeta1(0.5));
    assertThat(gan.plan()).isEqualTo(plan(50 * 600, 100).withOrder(BatchOrder.SEQUENTIAL));
    assertThat(gan.generator().parameterCount()).isEqualTo(2_656_745);
    assertThat(gan.discriminator().parameterCount()).isEqualTo(525_835);
  }

  @Test
  void dcgan64LearnsAsItsPaper() {
    Gan gan = ModelZoo.load("dcgan-64");

    assertThat(gan.noise()).isEqualTo(new Uniform(-1, 1));
    assertThat(gan.objective()).isEqualTo(BinaryCrossentropy.of());
    assertThat(gan.generatorOptimizer()).isEqualTo(Adam.of(2e-4).withBeta1(0.5));
    assertThat(gan.discriminatorOptimizer()).isEqualTo(Adam.of(2e-4).withBeta1(0.5));
    assertThat(gan.data()).isEqualTo(data("shapes"));
    assertThat(gan.plan())
        .isEqualTo(TrainingPlan.of().withBatchSize(128).withComposition(BatchComposition.SEPARATE));
    assertThat(gan.generator().parameterCount()).isEqualTo(3_578_627);
    assertThat(gan.discriminator().parameterCount()).isEqualTo(2_767_425);
  }
}
