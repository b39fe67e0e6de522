package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.GanTrainer;
import org.ganforge.tf.Precision;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;

class PrecisionTest {
  private static List<Double> losses(Precision precision) {
    TensorFlowOptions options = TensorFlowOptions.of().withPrecision(precision);
    List<Double> losses = new ArrayList<>();
    try (GanTrainer trainer =
        new TensorFlowBackend(options).open(TinyGans.dense(), TinyGans.images(16))) {
      trainer.trainUntil(
          20,
          event -> {
            if (event instanceof TrainingEvent.IterationDone done) {
              losses.add(done.discriminator().training().loss());
              losses.add(done.generator().training().loss());
            }
          });
    }
    return losses;
  }

  @Test
  void bfloat16FollowsFloat32WithinItsThreeDigits() {
    List<Double> exact = losses(Precision.FLOAT32);
    List<Double> rough = losses(Precision.BFLOAT16);
    assertThat(rough).hasSize(40);
    for (int i = 0; i < rough.size(); i++) {
      assertThat(rough.get(i)).isCloseTo(exact.get(i), within(0.05));
    }
  }
}
