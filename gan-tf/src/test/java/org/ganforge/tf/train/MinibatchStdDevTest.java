package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.Wasserstein;
import org.ganforge.regularization.WeightClipping;
import org.ganforge.tf.session.NativeTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.types.TFloat32;

/** A discriminator that sees how much images differ; golden cases check its updates. */
class MinibatchStdDevTest {
  @TempDir private Path dir;

  private static TensorFlowTrainer open() {
    Sequential generator =
        Sequential.builder("generator").input(3).add(Dense.of(16)).add(Reshape.of(4, 4, 1)).build();
    Sequential critic =
        Sequential.builder("critic")
            .input(4, 4, 1)
            .add(MinibatchStdDev.of().withGroupSize(3))
            .add(Flatten.of())
            .add(Dense.of(1))
            .build();
    Gan gan =
        Gan.of("deviation", generator, critic)
            .withRegularization(WeightClipping.of().withLimit(1e9)) // Wasserstein needs a bound
            .withObjective(Wasserstein.of());
    return TinyGans.open(gan, TinyGans.images(16));
  }

  private static FloatTensor images(int count) {
    float[] values = new float[count * 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(1.3 * i * i + i);
    }
    return FloatTensor.wrap(TensorShape.of(count, 4, 4, 1), values);
  }

  /** The loss is the mean score of generated images minus that of real ones. */
  @Test
  void judgesRealAndGeneratedImagesTogetherAsItDoesApart() {
    try (TensorFlowTrainer trainer = open()) {
      FloatTensor real = images(5);
      FloatTensor noise = trainer.noise(4, 1);
      double apart =
          trainer.evaluateDiscriminator(real, null).loss()
              + trainer.evaluateDiscriminator(null, noise).loss();
      assertThat(trainer.evaluateDiscriminator(real, noise).loss()).isCloseTo(apart, within(1e-5));
      assertThat(trainer.updateDiscriminator(real, noise).loss()).isCloseTo(apart, within(1e-5));
    }
  }

  @Test
  void aSavedModelTakesBatchesOfAnySize() {
    try (TensorFlowTrainer trainer = open()) {
      trainer.export(Export.of(NetworkRole.DISCRIMINATOR), dir);
      Path model = dir.resolve("discriminator").resolve("saved_model");
      try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve")) {
        for (int count : new int[] {1, 2, 3, 7, 9}) {
          FloatTensor images = images(count);
          try (TFloat32 tensor = NativeTensors.toNative(images);
              Result result = bundle.function("serving_default").call(Map.of("images", tensor))) {
            assertThat(NativeTensors.toHeap((TFloat32) result.get(0)).toArray())
                .as("of %s", count)
                .containsExactly(trainer.score(images).toArray(), within(1e-5f));
          }
        }
      }
    }
  }

  @Test
  void refusesAKerasFileAndNamesTheFormatToUse() {
    try (TensorFlowTrainer trainer = open()) {
      for (ExportFormat format : new ExportFormat[] {ExportFormat.KERAS, ExportFormat.H5}) {
        assertThatThrownBy(
                () -> trainer.export(Export.of(NetworkRole.DISCRIMINATOR).withFormats(format), dir))
            .isInstanceOf(InvalidInputException.class)
            .hasMessage(
                "minibatch_std_dev: expected a layer that Keras has but found MinibatchStdDev;"
                    + " export as savedmodel, which any TensorFlow reads");
      }
      assertThat(dir).isEmptyDirectory();
    }
  }
}
