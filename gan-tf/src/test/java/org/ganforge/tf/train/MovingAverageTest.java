package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.FloatTensor;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.session.Weights;
import org.ganforge.train.Alternating;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The moving average of the generator's weights and of its BatchNormalization statistics. */
class MovingAverageTest {
  private static final double DECAY = 0.75;

  @TempDir private Path dir;

  private static Gan gan() {
    return TinyGans.convolutional().withRegularization(MovingAverage.of().withDecay(DECAY));
  }

  private static TensorFlowTrainer open(Gan gan) {
    return TinyGans.open(gan, TinyGans.images(16));
  }

  private static Map<String, FloatTensor> averages(TensorFlowTrainer trainer) {
    return new Weights(trainer.session()).averaged();
  }

  /** As in Keras' optimizers with use_ema, and in PyTorch's AveragedModel with its buffers. */
  @Test
  void isTheAverageOfTheWeightsAfterEachUpdate() {
    try (TensorFlowTrainer trainer = open(gan())) {
      Map<String, double[]> expected = new HashMap<>();
      for (int update = 1; update <= 4; update++) {
        trainer.trainUntil(update);
        trainer
            .weights()
            .forEach(
                (name, value) -> {
                  double[] sum = expected.computeIfAbsent(name, n -> doubles(value));
                  for (int i = 0; i < sum.length; i++) {
                    sum[i] = DECAY * sum[i] + (1 - DECAY) * value.get(i);
                  }
                });
      }
      Map<String, FloatTensor> weights = trainer.weights();
      averages(trainer)
          .forEach(
              (name, found) -> {
                if (name.startsWith("generator/")) {
                  assertClose(name, found, requireNonNull(expected.get(name)));
                  assertThat(found).as(name).isNotEqualTo(weights.get(name));
                } else {
                  assertThat(found).as(name).isEqualTo(weights.get(name));
                }
              });
    }
  }

  private static double[] doubles(FloatTensor tensor) {
    double[] values = new double[tensor.shape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.get(i);
    }
    return values;
  }

  private static void assertClose(String name, FloatTensor found, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found.get(i)).as(name).isCloseTo(expected[i], within(1e-6));
    }
  }

  @Test
  void changesNothingAboutTheTraining() {
    try (TensorFlowTrainer averaged = open(gan());
        TensorFlowTrainer plain = open(gan().withRegularization())) {
      averaged.trainUntil(3);
      plain.trainUntil(3);
      assertThat(averaged.weights()).isEqualTo(plain.weights());
    }
  }

  @Test
  void samplesAreOfTheAverageUnlessTheTrainedWeightsAreAskedFor() {
    Gan trained = gan().withRegularization(MovingAverage.of().withDecay(DECAY).withSampled(false));
    try (TensorFlowTrainer averaged = open(gan());
        TensorFlowTrainer raw = open(trained);
        TensorFlowTrainer plain = open(gan().withRegularization())) {
      FloatTensor first = averaged.sample(3, 1);
      assertThat(first).isEqualTo(plain.sample(3, 1));
      averaged.trainUntil(3);
      raw.trainUntil(3);
      plain.setWeights(averages(averaged));
      assertThat(averaged.sample(3, 1)).isEqualTo(plain.sample(3, 1)).isNotEqualTo(first);
      plain.setWeights(averaged.weights());
      assertThat(raw.sample(3, 1))
          .isEqualTo(plain.sample(3, 1))
          .isNotEqualTo(averaged.sample(3, 1));
    }
  }

  @Test
  void weightsThatAreSetAreTheirOwnAverage() {
    try (TensorFlowTrainer one = open(gan());
        TensorFlowTrainer other = open(gan())) {
      one.trainUntil(3);
      other.setWeights(one.weights());
      assertThat(averages(other)).isEqualTo(one.weights());
    }
  }

  @Test
  void updatesInOneRunEqualSingleUpdates() {
    Gan gan = gan().withPlan(gan().plan().withSchedule(new Alternating(1, 3)));
    try (TensorFlowTrainer one = open(gan);
        TensorFlowTrainer other = open(gan)) {
      new ScheduledIteration(one).run(1);
      new ScheduledIteration(other, 1).run(1);
      assertThat(averages(one)).isEqualTo(averages(other));
    }
  }

  @Test
  void aTrainingThatResumesIsTheOneThatNeverStopped() {
    Path checkpoint = dir.resolve("step-2");
    try (TensorFlowTrainer whole = open(gan());
        TensorFlowTrainer first = open(gan());
        TensorFlowTrainer second = open(gan())) {
      whole.trainUntil(4);
      first.trainUntil(2);
      first.save(checkpoint);
      second.restore(checkpoint);
      assertThat(averages(second)).isEqualTo(averages(first));
      second.trainUntil(4);
      assertThat(averages(second)).isEqualTo(averages(whole));
      assertThat(second.weights()).isEqualTo(whole.weights());
    }
    try (TensorFlowTrainer without = open(gan().withRegularization())) {
      assertThatThrownBy(() -> without.restore(checkpoint))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "checkpoint "
                  + checkpoint
                  + ": expected the regularization of spec \"tiny\" but found another"
                  + " regularization; open the trainer with the spec in "
                  + checkpoint.resolve("gan.json"));
    }
  }

  @Test
  void anExportIsOfTheAverage() {
    try (TensorFlowTrainer trainer = open(gan())) {
      trainer.trainUntil(3);
      trainer.export(Export.of(NetworkRole.GENERATOR).withFormats(ExportFormat.KERAS), dir);
      Map<String, FloatTensor> expected = averages(trainer);
      expected.keySet().removeIf(name -> !name.startsWith("generator/"));
      Path file = dir.resolve("generator").resolve("model.keras");
      assertThat(TensorFlowBackend.of().readKeras(file).namedWeights()).isEqualTo(expected);
    }
  }
}
