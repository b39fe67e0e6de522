package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ganforge.Batch;
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

  /** An image by itself has no differences, and a last part of one would be such an image. */
  @Test
  void scoresOfAnyNumberOfImagesAreFiniteAndPartsAreEqual() {
    try (TensorFlowTrainer trainer = open()) {
      for (int count = 1; count < 9; count++) {
        assertThat(trainer.score(images(count)).toArray())
            .as("of %s", count)
            .matches(this::isFinite);
      }
      FloatTensor many = images(257);
      FloatTensor parts =
          FloatTensor.concat(
              List.of(trainer.score(many.slice(0, 128)), trainer.score(many.slice(128, 257))));
      assertThat(trainer.score(many)).isEqualTo(parts);
    }
  }

  private boolean isFinite(float... values) {
    return IntStream.range(0, values.length).allMatch(i -> Float.isFinite(values[i]));
  }

  /** Every third image is alike, so each of the three groups has only images that are alike. */
  @Test
  void shufflingKeepsImagesThatCycleThroughClassesFromFormingGroups() {
    float[] values = new float[9 * 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = images(3).get(i % (3 * 16));
    }
    FloatTensor cycling = FloatTensor.wrap(TensorShape.of(9, 4, 4, 1), values);
    try (TensorFlowTrainer trainer = open()) {
      float[] inOrder = trainer.score(cycling).toArray();
      float[] shuffled = trainer.scoreShuffled(Batch.of(cycling), 1).toArray();
      for (int i = 0; i < 9; i++) {
        float alone = trainer.score(cycling.slice(i, i + 1)).get(0);
        assertThat(inOrder[i]).isCloseTo(alone, within(1e-5f));
        assertThat(Math.abs(shuffled[i] - inOrder[i])).isGreaterThan(1e-3f);
      }
      assertThat(trainer.scoreShuffled(Batch.of(cycling), 2).toArray()).isNotEqualTo(shuffled);
    }
  }

  @Test
  void shufflingMakesNoDifferenceToADiscriminatorOfSingleImages() {
    try (TensorFlowTrainer trainer = TinyGans.open(TinyGans.convolutional(), TinyGans.images(16))) {
      assertThat(trainer.scoreShuffled(Batch.of(images(7)), 3).toArray())
          .containsExactly(trainer.score(images(7)).toArray(), within(1e-6f));
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
