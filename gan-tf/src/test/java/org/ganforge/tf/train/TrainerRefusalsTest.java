package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.BatchOrder;
import org.junit.jupiter.api.Test;

/** Every mistake that a user of a trainer can make, with its whole message. */
class TrainerRefusalsTest {
  private static final FloatTensor NOISE = zeros(2, 3);
  private static final FloatTensor IMAGES = zeros(2, 4, 4, 1);

  private static FloatTensor zeros(int... shape) {
    TensorShape dims = TensorShape.of(shape);
    return FloatTensor.wrap(dims, new float[dims.size()]);
  }

  private static GanTrainer open() {
    return TensorFlowBackend.of().open(TinyGans.convolutional());
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }

  @Test
  void aClosedTrainerRefusesEverything() {
    GanTrainer trainer = open();
    trainer.close();
    trainer.close();
    Path path = Path.of("nowhere");
    List<ThrowingCallable> calls =
        List.of(
            trainer::iteration,
            trainer::train,
            () -> trainer.trainUntil(1),
            () -> trainer.updateDiscriminator(IMAGES, NOISE),
            () -> trainer.updateDiscriminator((Batch) null, null),
            () -> trainer.updateGenerator(NOISE),
            () -> trainer.updateGenerator(IMAGES),
            () -> trainer.evaluateDiscriminator(IMAGES, null),
            () -> trainer.evaluateGenerator(NOISE),
            () -> trainer.noise(1, 1),
            () -> trainer.generate(NOISE),
            () -> trainer.generate(IMAGES),
            () -> trainer.sample(1, 1),
            () -> trainer.score(IMAGES),
            () -> trainer.score(NOISE),
            trainer::weights,
            () -> trainer.setWeights(Map.of()),
            () -> trainer.save(path),
            () -> trainer.restore(path),
            () -> trainer.export(Export.of(NetworkRole.GENERATOR), path));
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatThrownBy(call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("trainer of tiny is closed"));
    assertThat(trainer.gan()).isEqualTo(TinyGans.convolutional());
    trainer.stop();
    assertThat(path).doesNotExist();
  }

  @Test
  void noiseHasTheLengthThatTheGeneratorTakes() {
    try (GanTrainer trainer = open()) {
      FloatTensor wrong = zeros(2, 5);
      String message =
          "noise: expected a batch [count, 3] but found [2, 5];"
              + " give them in the shape that the generator takes";
      assertRefused(() -> trainer.updateGenerator(wrong), message);
      assertRefused(() -> trainer.evaluateGenerator(wrong), message);
      assertRefused(() -> trainer.updateDiscriminator(null, wrong), message);
      assertRefused(() -> trainer.updateDiscriminator(IMAGES, wrong), message);
      assertRefused(() -> trainer.evaluateDiscriminator(null, wrong), message);
      assertRefused(() -> trainer.generate(wrong), message);
    }
  }

  @Test
  void imagesHaveTheShapeThatTheDiscriminatorTakes() {
    try (GanTrainer trainer = open()) {
      FloatTensor wrong = zeros(2, 16);
      String rest =
          " expected a batch [count, 4, 4, 1] but found [2, 16];"
              + " give them in the shape that the discriminator takes";
      assertRefused(() -> trainer.updateDiscriminator(wrong, null), "real images:" + rest);
      assertRefused(() -> trainer.updateDiscriminator(wrong, NOISE), "real images:" + rest);
      assertRefused(() -> trainer.evaluateDiscriminator(wrong, null), "real images:" + rest);
      assertRefused(() -> trainer.score(wrong), "images:" + rest);
    }
  }

  @Test
  void aBatchOfTheDiscriminatorHasSomething() {
    try (GanTrainer trainer = open()) {
      String message =
          "discriminator batch: expected real images, noise, or both but found neither;"
              + " give one of them";
      assertRefused(() -> trainer.updateDiscriminator((Batch) null, null), message);
      assertRefused(() -> trainer.evaluateDiscriminator((Batch) null, null), message);
    }
  }

  @Test
  void noiseIsAskedForByAtLeastOne() {
    try (GanTrainer trainer = open()) {
      String message =
          "noise count: expected a whole number of at least 1 but found 0; give 1 or more";
      assertRefused(() -> trainer.noise(0, 1), message);
      assertRefused(() -> trainer.sample(0, 1), message);
    }
  }

  @Test
  void wrongWeightsAreRefusedBeforeAnyIsSet() {
    try (GanTrainer trainer = open()) {
      Map<String, FloatTensor> before = trainer.weights();
      Map<String, FloatTensor> unknown = new LinkedHashMap<>();
      unknown.put("generator/dense/bias", zeros(16));
      unknown.put("generator/dense/speed", zeros(1));
      assertRefused(
          () -> trainer.setWeights(unknown),
          "weight generator/dense/speed: expected a weight of the spec but found an unknown name;"
              + " see the keys of weights()");
      Map<String, FloatTensor> misshapen = new LinkedHashMap<>();
      misshapen.put("discriminator/dense/bias", FloatTensor.of(TensorShape.of(1), 3));
      misshapen.put("generator/dense/bias", zeros(15));
      assertRefused(
          () -> trainer.setWeights(misshapen),
          "weight generator/dense/bias: expected shape [16] but found [15];"
              + " give a tensor of that shape");
      assertThat(trainer.weights()).isEqualTo(before);
    }
  }

  @Test
  void setsTheNamedWeightsAndLeavesTheOthers() {
    try (GanTrainer trainer = open()) {
      Map<String, FloatTensor> expected = new LinkedHashMap<>(trainer.weights());
      trainer.setWeights(Map.of());
      assertThat(trainer.weights()).isEqualTo(expected);
      FloatTensor mean = FloatTensor.of(TensorShape.of(3), 1, 2, 3);
      trainer.setWeights(Map.of("discriminator/batch_normalization/moving_mean", mean));
      expected.put("discriminator/batch_normalization/moving_mean", mean);
      assertThat(trainer.weights()).isEqualTo(expected);
    }
  }

  @Test
  void trainingNeedsImages() {
    try (GanTrainer trainer = open()) {
      assertThatThrownBy(trainer::train)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "trainer of tiny: expected images to train on but found none;"
                  + " open it with a data set");
    }
  }

  @Test
  void imagesOfTheDataSetHaveTheSizeThatTheDiscriminatorTakes() {
    ImageDataset images = ImageDataset.of("wide", TensorShape.of(4, 5, 1), new byte[40]);
    assertRefused(
        () -> TensorFlowBackend.of().open(TinyGans.convolutional(), images).close(),
        "data set wide: expected images of 16 numbers, the discriminator's input [4, 4, 1] but"
            + " found [4, 5, 1]; use other images or change the networks");
  }

  /**
   * The same number of pixels in rows of another length: the network would see a sheared picture.
   */
  @Test
  void imagesOfAsManyNumbersInAnotherShapeAreRefused() {
    ImageDataset images = ImageDataset.of("turned", TensorShape.of(2, 8, 1), new byte[64]);
    assertRefused(
        () -> TensorFlowBackend.of().open(TinyGans.convolutional(), images).close(),
        "data set turned: expected images [4, 4, 1], the discriminator's input, but found [2, 8,"
            + " 1]; use other images or change the networks");
  }

  @Test
  void anOrderedDataSetFillsABatch() {
    Gan tiny = TinyGans.convolutional();
    Gan gan = tiny.withPlan(tiny.plan().withOrder(BatchOrder.SHUFFLED));
    assertRefused(
        () -> TensorFlowBackend.of().open(gan, TinyGans.images(3)).close(),
        "data set tiny-images: expected at least one batch of 4 images but found 3;"
            + " use a smaller batch size or more images");
  }
}
