package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.CosineDecay;
import org.ganforge.optimizer.ExponentialDecay;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.LearningRate;
import org.ganforge.optimizer.SGD;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A schedule counts updates, and a checkpoint stores their number. */
class LearningRateResumeTest {
  @TempDir private Path dir;

  static List<LearningRate> rates() {
    return List.of(
        ExponentialDecay.of(0.5, 2, 0.5).withStaircase(true),
        ExponentialDecay.of(0.5, 3, 0.5),
        InverseTimeDecay.of(0.5, 2, 0.7).withStaircase(true),
        CosineDecay.of(0, 5).withWarmup(0.5, 3));
  }

  @ParameterizedTest
  @MethodSource("rates")
  void aResumedTrainingHasTheSameRatesAsOneThatNeverStopped(LearningRate rate) {
    Gan gan =
        TinyGans.dense()
            .withGeneratorOptimizer(SGD.of(rate))
            .withDiscriminatorOptimizer(Adam.of(rate));
    Path checkpoint = dir.resolve("step-3");
    try (TensorFlowTrainer whole = TinyGans.open(gan, TinyGans.images(16));
        TensorFlowTrainer first = TinyGans.open(gan, TinyGans.images(16));
        TensorFlowTrainer second = TinyGans.open(gan, TinyGans.images(16));
        TensorFlowTrainer again = TinyGans.open(gan, TinyGans.images(16))) {
      whole.trainUntil(7);
      first.trainUntil(3);
      first.save(checkpoint);
      second.restore(checkpoint);
      second.trainUntil(7);
      assertThat(second.weights()).isEqualTo(whole.weights());
      again.setWeights(first.weights());
      again.trainUntil(4);
      assertThat(again.weights()).isNotEqualTo(whole.weights());
    }
  }
}
