package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.Adam;
import org.ganforge.tf.device.Gpus;
import org.ganforge.tf.device.Threads;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.SessionSettings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A GPU trains like a CPU, except for rounding; skipped where there is none. */
class GpuTrainingTest {
  private static final SessionSettings ON_A_CPU =
      new SessionSettings(1, 1, ComputeType.FLOAT32, true);
  private static final SessionSettings ON_A_GPU =
      new SessionSettings(1, 1, ComputeType.FLOAT32, false);

  /** Recent GPUs keep 10 bits of a float32 product's factors, as float16 does. */
  private static final double ROUNDING = 0.02;

  private static final FloatTensor NOISE =
      FloatTensor.of(TensorShape.of(4, 3), 1, -1, 0.5f, -0.5f, 2, 1, 0, 0.3f, -2, 1.5f, 0.1f, -1);

  /** Returns the generator's losses in its first updates. */
  private static List<Double> losses(SessionSettings settings) {
    List<Double> losses = new ArrayList<>();
    Gan gan = TinyGans.dense().withGeneratorOptimizer(Adam.of(0.1));
    try (TensorFlowTrainer trainer =
        TensorFlowTrainer.open(gan, null, FormSelection.plain(), settings)) {
      for (int i = 0; i < 5; i++) {
        losses.add(trainer.updateGenerator(NOISE).loss());
      }
    }
    return losses;
  }

  private static void assertLikeOnACpu(SessionSettings settings) {
    List<Double> onCpu = losses(ON_A_CPU);
    List<Double> losses = losses(settings);
    for (int i = 0; i < onCpu.size(); i++) {
      assertThat(losses.get(i)).as("update " + i).isCloseTo(onCpu.get(i), within(ROUNDING));
    }
  }

  private static void assumeAGpu() {
    Assumptions.assumeTrue(
        Gpus.areUsed(new Threads(1, 1)), "TensorFlow uses no GPU here; ./gan doctor says why");
  }

  /** Otherwise these tests would accept a GPU that learns nothing. */
  @Test
  void eachUpdateOnACpuChangesTheLossByMoreThanRounding() {
    List<Double> losses = losses(ON_A_CPU);
    for (int i = 1; i < losses.size(); i++) {
      assertThat(losses.get(i - 1) - losses.get(i)).isGreaterThan(2 * ROUNDING);
    }
  }

  @Test
  void trainsLikeACpu() {
    assumeAGpu();
    assertThat(ON_A_GPU.computation(null).device()).isEqualTo("gpu");
    assertLikeOnACpu(ON_A_GPU);
  }

  @Test
  void xlaDiffersOnlyInRounding() {
    assumeAGpu();
    assertLikeOnACpu(ON_A_GPU.withXla(true));
  }

  @Test
  void float16DiffersOnlyInRounding() {
    assumeAGpu();
    assertLikeOnACpu(new SessionSettings(1, 1, ComputeType.FLOAT16, false));
  }
}
