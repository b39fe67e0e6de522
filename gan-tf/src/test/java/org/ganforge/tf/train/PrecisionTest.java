package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.GanTrainer;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.Device;
import org.ganforge.tf.Precision;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;

/** Trainings in shorter numbers, on a CPU. */
class PrecisionTest {
  private static TensorFlowBackend backend(Precision precision) {
    return new TensorFlowBackend(
        TensorFlowOptions.of().withPrecision(precision).withDevice(Device.CPU));
  }

  private static List<Double> losses(Precision precision) {
    List<Double> losses = new ArrayList<>();
    try (GanTrainer trainer =
        backend(precision).open(TinyGans.convolutional(), TinyGans.images(16))) {
      trainer.trainUntil(
          10,
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

    assertThat(rough).hasSize(20).isNotEqualTo(exact);
    for (int i = 0; i < rough.size(); i++) {
      assertThat(rough.get(i)).isCloseTo(exact.get(i), within(0.05));
    }
  }

  private static Map<String, FloatTensor> trained(ComputeType type) {
    SessionSettings settings = new SessionSettings(1, 1, type, true);
    try (TensorFlowTrainer trainer =
        TensorFlowTrainer.open(
            TinyGans.convolutional(), TinyGans.images(16), Rewrites.all(), settings)) {
      trainer.trainUntil(3);
      return trainer.weights();
    }
  }

  /** Float16's rewriter leaves a CPU alone; its powers of two on the way of gradients remain. */
  @Test
  void scalingTheLossChangesNoBitOfFloat32() {
    assertThat(ComputeType.FLOAT16.lossScale()).isEqualTo(1024);
    assertThat(trained(ComputeType.FLOAT16)).isEqualTo(trained(ComputeType.FLOAT32));
  }
}
