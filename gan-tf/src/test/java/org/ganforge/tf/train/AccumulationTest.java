package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.optimizer.SGD;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.tf.session.Weights;
import org.ganforge.train.Alternating;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.op.Ops;

/**
 * Optimizers that average the gradients of several updates; the golden cases compare their values
 * with Keras'.
 */
class AccumulationTest {
  @TempDir private Path dir;

  /** A GAN whose generator changes at every second update and its discriminator at every third. */
  private static Gan gan() {
    Gan gan = TinyGans.dense();
    return gan.withGeneratorOptimizer(gan.generatorOptimizer().withGradientAccumulationSteps(2))
        .withDiscriminatorOptimizer(
            gan.discriminatorOptimizer().withGradientAccumulationSteps(3).withGlobalClipnorm(0.5))
        .withRegularization(MovingAverage.of().withDecay(0.75));
  }

  private static TensorFlowTrainer open(Gan gan) {
    return TinyGans.open(gan, TinyGans.images(16));
  }

  private static Map<String, FloatTensor> trained(TensorFlowTrainer trainer, String network) {
    Map<String, FloatTensor> weights = trainer.weights();
    weights.keySet().removeIf(name -> !name.startsWith(network));
    return weights;
  }

  @Test
  void onlyTheLastUpdateChangesWeights() {
    try (TensorFlowTrainer trainer = open(gan())) {
      Map<String, FloatTensor> generator = trained(trainer, "generator");
      Map<String, FloatTensor> discriminator = trained(trainer, "discriminator");
      for (int update = 1; update <= 6; update++) {
        trainer.trainUntil(update);
        Map<String, FloatTensor> after = trained(trainer, "generator");
        assertThat(after.equals(generator)).as("generator, %s", update).isEqualTo(update % 2 != 0);
        generator = after;
        after = trained(trainer, "discriminator");
        assertThat(after.equals(discriminator))
            .as("discriminator, %s", update)
            .isEqualTo(update % 3 != 0);
        discriminator = after;
      }
    }
  }

  /** If nothing mixes images, the mean over two batches equals that over one batch of both. */
  @Test
  void twoHalvesOfABatchTrainLikeTheWhole() {
    Optimizer sgd = SGD.of(0.5).withMomentum(0.9).withClipnorm(0.2);
    Gan halves = TinyGans.dense().withDiscriminatorOptimizer(sgd.withGradientAccumulationSteps(2));
    Gan whole = TinyGans.dense().withDiscriminatorOptimizer(sgd);
    try (TensorFlowTrainer first = open(halves);
        TensorFlowTrainer second = open(whole)) {
      for (int turn = 0; turn < 3; turn++) {
        FloatTensor noise = first.noise(8, turn);
        FloatTensor real = images(turn);
        first.updateDiscriminator(rows(real, 0), rows(noise, 0));
        first.updateDiscriminator(rows(real, 4), rows(noise, 4));
        second.updateDiscriminator(real, noise);
        Map<String, FloatTensor> expected = second.weights();
        first
            .weights()
            .forEach((name, found) -> assertClose(name, found, requireNonNull(expected.get(name))));
      }
    }
  }

  private static FloatTensor images(int seed) {
    float[] values = new float[8 * 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(1.3 * i * i + i + seed);
    }
    return FloatTensor.wrap(TensorShape.of(8, 16), values);
  }

  private static FloatTensor rows(FloatTensor batch, int from) {
    int size = batch.shape().size() / batch.count();
    float[] values = new float[4 * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = batch.get(from * size + i);
    }
    return FloatTensor.wrap(TensorShape.of(4, size), values);
  }

  private static void assertClose(String name, FloatTensor found, FloatTensor expected) {
    for (int i = 0; i < found.shape().size(); i++) {
      assertThat(found.get(i)).as(name).isCloseTo(expected.get(i), within(1e-6f));
    }
  }

  @Test
  void theMovingAverageMovesWithTheWeights() {
    try (TensorFlowTrainer trainer = open(gan())) {
      String name = "generator/dense/kernel";
      float average = 0;
      float before = requireNonNull(trainer.weights().get(name)).get(0);
      for (int update = 1; update <= 6; update++) {
        trainer.trainUntil(update);
        float weight = requireNonNull(trainer.weights().get(name)).get(0);
        if (update < 2) {
          average = before;
        } else if (update == 2) {
          average = weight;
        } else if (update % 2 == 0) {
          average = 0.75f * average + 0.25f * weight;
        }
        Map<String, FloatTensor> averages = new Weights(trainer.session()).averaged();
        assertThat(requireNonNull(averages.get(name)).get(0))
            .as("after update %s", update)
            .isCloseTo(average, within(1e-6f));
      }
    }
  }

  @Test
  void updatesInOneRunEqualSingleUpdates() {
    Gan gan = gan().withPlan(gan().plan().withSchedule(new Alternating(4, 3)));
    try (TensorFlowTrainer one = open(gan);
        TensorFlowTrainer other = open(gan)) {
      new ScheduledIteration(one).run(1);
      new ScheduledIteration(other, 1).run(1);
      assertThat(one.weights()).isEqualTo(other.weights());
      assertThat(slots(one)).isEqualTo(slots(other));
    }
  }

  private static List<FloatTensor> slots(TensorFlowTrainer trainer) {
    Ops tf = Ops.create(trainer.session().graph().graph()).withSubScope("look");
    return trainer.session().graph().variables().slots().stream()
        .map(slot -> trainer.session().fetch(List.of(), slot.read(tf), Map.of()))
        .toList();
  }

  @Test
  void resumingBetweenTwoChangesEqualsNeverStopping() {
    Path checkpoint = dir.resolve("step-1");
    try (TensorFlowTrainer whole = open(gan());
        TensorFlowTrainer first = open(gan());
        TensorFlowTrainer second = open(gan())) {
      whole.trainUntil(6);
      first.trainUntil(1);
      first.save(checkpoint);
      second.restore(checkpoint);
      second.trainUntil(6);
      assertThat(second.weights()).isEqualTo(whole.weights());
    }
    UnaryOperator<Gan> other =
        gan ->
            gan.withGeneratorOptimizer(gan.generatorOptimizer().withGradientAccumulationSteps(4));
    try (TensorFlowTrainer without = open(other.apply(gan()))) {
      assertThatThrownBy(() -> without.restore(checkpoint))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "checkpoint "
                  + checkpoint
                  + ": expected the generator_optimizer of spec \"tiny\" but found another"
                  + " generator_optimizer; open the trainer with the spec in "
                  + checkpoint.resolve("gan.json"));
    }
  }
}
