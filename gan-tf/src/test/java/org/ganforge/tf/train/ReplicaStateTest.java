package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ganforge.Gan;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.regularization.SpectralNorm;
import org.ganforge.train.DivergenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state of replicas: equal on all, saved once, restored into each. */
class ReplicaStateTest {
  @TempDir private Path folder;

  /** Normalizes by each replica's own batch, so only shared averages can be equal. */
  private static Gan gan() {
    return TinyGans.convolutional().withRegularization(MovingAverage.of(), SpectralNorm.of());
  }

  private static TensorFlowTrainer open(int replicas) {
    return ReplicaRun.open(gan(), TinyGans.images(20), replicas);
  }

  private static void assertEqual(TensorFlowTrainer trainer, int replicas) {
    List<Map<String, FloatTensor>> states = ReplicaRun.states(trainer);
    assertThat(states)
        .hasSize(replicas)
        .allSatisfy(one -> assertThat(one).isEqualTo(states.get(0)));
  }

  @Test
  void eachReplicaHasTheSameBits() {
    for (int count : new int[] {2, 4}) {
      try (TensorFlowTrainer trainer = open(count)) {
        assertEqual(trainer, count);
        trainer.trainUntil(20);
        assertEqual(trainer, count);
      }
    }
  }

  @Test
  void aResumedTrainingIsTheUninterruptedOneToTheBit() {
    Map<String, FloatTensor> whole;
    try (TensorFlowTrainer trainer = open(2)) {
      trainer.trainUntil(9);
      whole = trainer.weights();
    }
    try (TensorFlowTrainer trainer = open(2)) {
      trainer.trainUntil(4);
      trainer.save(folder.resolve("four"));
    }
    try (TensorFlowTrainer trainer = open(2)) {
      trainer.restore(folder.resolve("four"));
      assertEqual(trainer, 2);
      trainer.trainUntil(9);
      assertEqual(trainer, 2);
      assertThat(trainer.weights()).isEqualTo(whole);
    }
  }

  /** The layers that normalize by each replica's batch see other batches then. */
  @Test
  void anotherNumberOfReplicasContinuesFromTheSameState() {
    Gan gan = TinyGans.dense();
    Map<String, FloatTensor> saved;
    try (TensorFlowTrainer trainer = ReplicaRun.open(gan, TinyGans.images(20), 2)) {
      trainer.trainUntil(4);
      trainer.save(folder.resolve("four"));
      saved = trainer.weights();
    }
    ReplicaRun whole = ReplicaRun.of(gan, TinyGans.images(20), 2, 9);
    for (int count : new int[] {1, 4}) {
      try (TensorFlowTrainer trainer = ReplicaRun.open(gan, TinyGans.images(20), count)) {
        trainer.restore(folder.resolve("four"));
        assertThat(trainer.weights()).isEqualTo(saved);
        assertEqual(trainer, count);
        trainer.trainUntil(9);
        assertThat(new ReplicaRun(List.of(), trainer.weights()).distance(whole, Set.of()))
            .isLessThan(1e-5);
      }
    }
  }

  @Test
  void weightsSetFromOutsideAreSetInEachReplica() {
    try (TensorFlowTrainer trainer = open(2)) {
      FloatTensor old = requireNonNull(trainer.weights().get("generator/dense/kernel"));
      trainer.setWeights(
          Map.of(
              "generator/dense/kernel",
              FloatTensor.wrap(old.shape(), new float[old.shape().size()])));
      assertEqual(trainer, 2);
      assertThat(
              requireNonNull(ReplicaRun.states(trainer).get(1).get("generator/dense/kernel"))
                  .toArray())
          .containsOnly(0f);
    }
  }

  private static void set(TensorFlowTrainer trainer, String weight, float value) {
    TensorShape shape = requireNonNull(trainer.weights().get(weight)).shape();
    float[] values = new float[shape.size()];
    values[0] = value;
    trainer.setWeights(Map.of(weight, FloatTensor.wrap(shape, values)));
  }

  @Test
  void aDivergenceIsNamedAndChangesNothingAndTheTrainingCanContinue() {
    try (TensorFlowTrainer trainer =
        ReplicaRun.open(TinyGans.convolutional(), TinyGans.images(20), 2)) {
      trainer.trainUntil(2);
      trainer.save(folder.resolve("two"));
      set(trainer, "generator/dense/kernel", Float.NaN);
      List<Map<String, FloatTensor>> before = ReplicaRun.states(trainer);
      assertThatThrownBy(() -> trainer.trainUntil(5))
          .isInstanceOf(DivergenceException.class)
          .hasMessage(
              "iteration 3: expected finite numbers in the generator but found NaN in the weight"
                  + " generator/dense/kernel; lower generator_optimizer.learning_rate (0.01), clip"
                  + " its gradients (clipvalue) or look at the images");
      assertThat(ReplicaRun.states(trainer)).isEqualTo(before);
      trainer.restore(folder.resolve("two"));
      trainer.trainUntil(5);
      assertThat(trainer.weights())
          .isEqualTo(ReplicaRun.of(TinyGans.convolutional(), TinyGans.images(20), 2, 5).weights());
    }
  }

  /** Only one replica sees the image that is too bright. */
  @Test
  void aDivergenceInOneReplicaIsNamedToo() {
    try (TensorFlowTrainer trainer = ReplicaRun.open(TinyGans.dense(), null, 2)) {
      float[] values = new float[4 * 16];
      values[3 * 16] = Float.POSITIVE_INFINITY;
      FloatTensor real = FloatTensor.wrap(TensorShape.of(4, 16), values);
      FloatTensor noise = trainer.noise(4, 1);
      assertThatThrownBy(() -> trainer.updateDiscriminator(real, noise))
          .isInstanceOf(DivergenceException.class)
          .hasMessage(
              "update 1 of the discriminator: expected finite numbers in the discriminator but"
                  + " found Infinity in the real images; lower"
                  + " discriminator_optimizer.learning_rate (2.0E-4), clip its gradients (clipvalue)"
                  + " or look at the images");
    }
  }
}
