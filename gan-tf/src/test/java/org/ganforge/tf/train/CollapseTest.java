package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.observe.CollapseWarning;
import org.ganforge.observe.CollapseWatch;
import org.ganforge.optimizer.Adam;
import org.junit.jupiter.api.Test;

/** The warnings about trainings that really fail, and none about one that doesn't. */
class CollapseTest {
  private static final ImageDataset IMAGES = TinyGans.images(40);

  private static List<CollapseWarning> warnings(Gan gan, long iterations) {
    List<CollapseWarning> warnings = new ArrayList<>();
    Gan watched =
        gan.withPlan(gan.plan().withBatchSize(16))
            .withRecording(gan.recording().withGridEvery(200));
    CollapseWatch watch =
        CollapseWatch.of(
            gan, IMAGES.images(ValueRange.MINUS_ONE_TO_ONE, 0, 1, 2, 3, 4, 5, 6, 7), warnings::add);
    try (TensorFlowTrainer trainer = TinyGans.open(watched, IMAGES)) {
      trainer.trainUntil(iterations, watch);
    }
    return warnings;
  }

  private static Gan withStrongDiscriminator() {
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(16)
            .add(Dense.of(64))
            .add(LeakyReLU.of(0.2))
            .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
            .build();
    return Gan.of("strong", TinyGans.dense().generator(), discriminator)
        .withDiscriminatorOptimizer(Adam.of(0.01))
        .withGeneratorOptimizer(Adam.of(1e-6))
        .withPlan(TinyGans.dense().plan());
  }

  @Test
  void aDiscriminatorFarTooStrongIsReported() {
    assertThat(warnings(withStrongDiscriminator(), 600))
        .hasSize(1)
        .allSatisfy(
            warning ->
                assertThat(warning.sign()).isEqualTo(CollapseWarning.Sign.DISCRIMINATOR_SATURATED));
  }

  /** Steps of 1 drive every tanh to its limit, whatever the noise. */
  @Test
  void aGeneratorThatDrawsOneImageIsReported() {
    Gan gan =
        TinyGans.dense()
            .withGeneratorOptimizer(Adam.of(1))
            .withDiscriminatorOptimizer(Adam.of(1e-6));
    assertThat(warnings(gan, 800))
        .extracting(CollapseWarning::sign)
        .contains(CollapseWarning.Sign.SAMPLES_ALIKE);
  }

  @Test
  void aBalancedTrainingGetsNoWarning() {
    assertThat(warnings(TinyGans.dense(), 600)).isEmpty();
  }
}
