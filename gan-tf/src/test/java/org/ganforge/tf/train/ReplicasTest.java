package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.GaussianNoise;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.noise.Uniform;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Hinge;
import org.ganforge.objective.Labels;
import org.ganforge.objective.RelativisticAverage;
import org.ganforge.objective.RelativisticPairing;
import org.ganforge.optimizer.GradientClipping;
import org.ganforge.optimizer.SGD;
import org.ganforge.penalty.Dragan;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.penalty.R1;
import org.ganforge.regularization.AdaptiveProbability;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.regularization.InstanceNoise;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.regularization.SpectralNorm;
import org.ganforge.train.Adaptive;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Replicas on virtual devices of one process, against one with the joint batch. */
class ReplicasTest {
  private static final int ITERATIONS = 20;

  /** Rounding alone makes less than 1e-6. */
  private static final double CLOSE = 1e-5;

  /**
   * Biases directly before a BatchNormalization, whose true gradient is 0: an optimizer that
   * divides by the gradient's size would turn their rounding noise into steps.
   */
  private static Gan convolutional() {
    Gan gan = TinyGans.convolutional();
    return gan.withGenerator(synchronizedNorm((Sequential) gan.generator()))
        .withDiscriminator(synchronizedNorm((Sequential) gan.discriminator()))
        .withGeneratorOptimizer(SGD.of(0.1))
        .withDiscriminatorOptimizer(SGD.of(0.1));
  }

  private static Sequential synchronizedNorm(Sequential network) {
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : network.layers()) {
      layers.add(layer instanceof BatchNormalization n ? n.withSynchronized(true) : layer);
    }
    return Sequential.of(network.name(), network.inputShape(), layers);
  }

  /** A critic without a Sigmoid, with noise in it. */
  private static Gan critic() {
    Sequential critic =
        Sequential.builder("discriminator")
            .input(16)
            .add(GaussianNoise.of(0.1))
            .add(Dense.of(5))
            .add(LeakyReLU.of(0.2))
            .add(Dropout.of(0.2))
            .add(Dense.of(1))
            .build();
    Gan gan = TinyGans.dense();
    return gan.withDiscriminator(critic, Hinge.of())
        .withGeneratorOptimizer(SGD.of(0.02))
        .withDiscriminatorOptimizer(SGD.of(0.02));
  }

  private static Gan planned(Gan gan, UnaryOperator<TrainingPlan> change) {
    return gan.withPlan(change.apply(gan.plan()));
  }

  private static Gan images(Gan critic) {
    Sequential reshaped =
        Sequential.builder("generator").input(3).add(Dense.of(16)).add(Reshape.of(4, 4, 1)).build();
    Sequential flat =
        Sequential.builder("discriminator")
            .input(4, 4, 1)
            .add(Flatten.of())
            .add(Dense.of(5))
            .add(LeakyReLU.of(0.2))
            .add(Dense.of(1))
            .build();
    return Gan.of("tiny", reshaped, flat)
        .withObjective(Hinge.of())
        .withGeneratorOptimizer(critic.generatorOptimizer())
        .withDiscriminatorOptimizer(critic.discriminatorOptimizer())
        .withPlan(critic.plan())
        .withRecording(critic.recording());
  }

  static Stream<Arguments> gans() {
    return Stream.of(plans(), critics(), optimizers()).flatMap(all -> all);
  }

  private static Stream<Arguments> plans() {
    Gan dense = TinyGans.dense();
    return Stream.of(
        Arguments.of("Adam", dense),
        Arguments.of("synchronized BatchNormalization", convolutional()),
        Arguments.of(
            "synchronized BatchNormalization of Keras 2",
            convolutional().withKeras(KerasVersion.KERAS_2)),
        Arguments.of(
            "separate batches",
            planned(dense, plan -> plan.withComposition(BatchComposition.SEPARATE))),
        Arguments.of(
            "half batches",
            planned(dense, plan -> plan.withComposition(BatchComposition.MIXED_HALVES))),
        Arguments.of("shuffled", planned(dense, plan -> plan.withOrder(BatchOrder.SHUFFLED))),
        Arguments.of("in order", planned(dense, plan -> plan.withOrder(BatchOrder.SEQUENTIAL))),
        Arguments.of(
            "uniform noise and flipped labels",
            dense
                .withNoise(Uniform.of())
                .withObjective(BinaryCrossentropy.of().withLabels(Labels.of().withFlip(0.3)))),
        Arguments.of(
            "an adaptive schedule",
            planned(
                dense,
                plan ->
                    plan.withSchedule(
                        Adaptive.of()
                            .withGeneratorUntil(0.6)
                            .withDiscriminatorUntil(0.6)
                            .withCap(3)
                            .withValidation(8)))));
  }

  private static Stream<Arguments> critics() {
    Gan critic = critic();
    return Stream.of(
        Arguments.of("GaussianNoise and Dropout", critic),
        Arguments.of("GradientPenalty", critic.withPenalties(GradientPenalty.of())),
        Arguments.of("Dragan", critic.withPenalties(Dragan.of())),
        Arguments.of("lazy R1", critic.withPenalties(R1.of().withEvery(3))),
        Arguments.of("RelativisticAverage", critic.withObjective(RelativisticAverage.of())),
        Arguments.of("RelativisticPairing", critic.withObjective(RelativisticPairing.of())),
        Arguments.of(
            "regularization",
            images(critic)
                .withRegularization(
                    InstanceNoise.of(10),
                    SpectralNorm.of(),
                    MovingAverage.of().withDecay(0.9),
                    DiffAugment.of()
                        .withProbability(0.8)
                        .withAdaptive(
                            AdaptiveProbability.of().withInterval(2).withStart(0.4).withKimg(1)))));
  }

  private static Stream<Arguments> optimizers() {
    Gan dense = TinyGans.dense();
    return Stream.of(
        Arguments.of(
            "clipped global norm",
            dense.withGeneratorOptimizer(
                SGD.of(0.1).withClipping(GradientClipping.byGlobalNorm(0.01)))),
        Arguments.of(
            "accumulated gradients",
            dense.withGeneratorOptimizer(SGD.of(0.1).withGradientAccumulationSteps(3))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("gans")
  void trainAsOneDoesWithTheJointBatch(String what, Gan small) {
    Gan gan = planned(small, plan -> plan.withBatchSize(8));
    ReplicaRun one = ReplicaRun.of(gan, TinyGans.images(20), 1, ITERATIONS);
    for (int count : new int[] {2, 4}) {
      ReplicaRun shared = ReplicaRun.of(gan, TinyGans.images(20), count, ITERATIONS);
      assertThat(shared.distance(one, Set.of())).isLessThan(CLOSE);
      assertThat(shared.lossDistance(one)).isLessThan(CLOSE);
    }
  }

  @Test
  void eachReplicaHasTheSameBits() {
    try (TensorFlowTrainer trainer =
        ReplicaRun.open(TinyGans.convolutional(), TinyGans.images(20), 2)) {
      trainer.trainUntil(ITERATIONS);
      List<Map<String, FloatTensor>> states = ReplicaRun.states(trainer);
      assertThat(states).hasSize(2);
      assertThat(states.get(1)).isEqualTo(states.get(0));
    }
  }
}
