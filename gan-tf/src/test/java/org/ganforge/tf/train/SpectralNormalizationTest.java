package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.penalty.R1;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.Alternating;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keras' SpectralNormalization in the discriminator, beyond the numbers of the golden test. */
class SpectralNormalizationTest {
  private static final String KERNEL = "discriminator/first/kernel";
  private static final String VECTOR = "discriminator/first/vector_u";

  @TempDir private Path dir;

  private static Gan gan(boolean trainable) {
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(4, 4, 1)
            .add(
                SpectralNormalization.of(
                        Conv2D.of(3, 3).withActivation(ActivationFunction.TANH).withUseBias(false))
                    .withTrainable(trainable)
                    .withName("first"))
            .add(Flatten.of())
            .add(SpectralNormalization.of(Dense.of(1)))
            .build();
    Gan gan = TinyGans.convolutional();
    return gan.withDiscriminator(discriminator, BinaryCrossentropy.of().withFromLogits(true))
        .withPenalties(R1.of())
        .withPlan(gan.plan().withSchedule(new Alternating(2, 1)));
  }

  private static TensorFlowTrainer open(Gan gan) {
    return TinyGans.open(gan, TinyGans.images(16));
  }

  @Test
  void aTrainingThatResumesIsTheOneThatNeverStopped() {
    Path checkpoint = dir.resolve("step-1");
    try (TensorFlowTrainer whole = open(gan(true));
        TensorFlowTrainer first = open(gan(true));
        TensorFlowTrainer second = open(gan(true))) {
      whole.trainUntil(2);
      first.trainUntil(1);
      first.save(checkpoint);
      second.restore(checkpoint);
      new ScheduledIteration(second, 1).run(2); // part by part, while the others run as one
      assertThat(second.weights()).isEqualTo(whole.weights());
    }
  }

  @Test
  void onlyUpdatesOfItsOwnNetworkDivideAndAFrozenKernelStays() {
    try (TensorFlowTrainer trained = open(gan(true));
        TensorFlowTrainer frozen = open(gan(false))) {
      Map<String, FloatTensor> before = trained.weights();
      trained.updateGenerator(trained.noise(4, 1));
      trained.evaluateDiscriminator(null, trained.noise(4, 1));
      assertThat(trained.weights().get(KERNEL)).isEqualTo(before.get(KERNEL));
      assertThat(trained.weights().get(VECTOR)).isEqualTo(before.get(VECTOR));
      trained.trainUntil(1);
      assertThat(trained.weights().get(VECTOR)).isNotEqualTo(before.get(VECTOR));
      Map<String, FloatTensor> fixed = frozen.weights();
      frozen.trainUntil(1);
      assertThat(frozen.weights().get(KERNEL)).isEqualTo(fixed.get(KERNEL));
      assertThat(frozen.weights().get(VECTOR)).isEqualTo(fixed.get(VECTOR));
    }
  }

  @Test
  void kerasFilesHaveItsWeightsWhereKerasHasThem() {
    try (TensorFlowTrainer trainer = open(gan(true))) {
      trainer.export(
          Export.of(NetworkRole.DISCRIMINATOR).withFormats(ExportFormat.KERAS, ExportFormat.H5),
          dir);
      Map<String, FloatTensor> expected = trainer.weights();
      expected.keySet().removeIf(name -> name.startsWith("generator/"));
      for (ExportFormat format : new ExportFormat[] {ExportFormat.KERAS, ExportFormat.H5}) {
        Path file = dir.resolve("discriminator").resolve(format.fileName());
        assertThat(TensorFlowBackend.of().readKeras(file).namedWeights()).isEqualTo(expected);
      }
    }
  }
}
