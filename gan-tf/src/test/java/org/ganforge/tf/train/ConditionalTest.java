package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Model;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.GanJson;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Input;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Symbol;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.BatchMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conditional GAN: labels through training, checkpoints, samples and exports. */
class ConditionalTest {
  static final ImageDataset DIGITS = HandwrittenDigits.of(64, 3);

  @TempDir private Path folder;

  static Gan gan(int classes) {
    Input noise = Input.Noise.of(5);
    Input label = Input.Label.of(classes);
    Symbol wish = Flatten.of().on(Embedding.of(classes, 4).on(label));
    Symbol x = Concatenate.of().on(noise, wish);
    x = LeakyReLU.of(0.2).on(Dense.of(8).on(x));
    x = Dense.of(784).withActivation(ActivationFunction.TANH).on(x);
    Model generator = Model.of("generator", List.of(noise, label), Reshape.of(28, 28, 1).on(x));
    Input image = Input.Image.of(28, 28, 1);
    Symbol given = Flatten.of().on(Embedding.of(classes, 4).on(label));
    Symbol both = Concatenate.of().on(Flatten.of().on(image), given);
    Symbol judged = Dense.of(1).on(LeakyReLU.of(0.2).on(Dense.of(8).on(both)));
    Model discriminator =
        Model.of(
            "discriminator",
            List.of(image, label),
            Activation.of(ActivationFunction.SIGMOID).on(judged));
    Gan gan = Gan.of("conditional", generator, discriminator);
    return gan.withPlan(gan.plan().withBatchSize(8).withIterations(20));
  }

  private static GanTrainer open() {
    return TensorFlowBackend.of().open(gan(10), DIGITS);
  }

  @Test
  void isTheSameGanAfterItsJson() {
    assertThat(GanJson.read(GanJson.write(gan(10)))).isEqualTo(gan(10));
  }

  @Test
  void trainsAndResumesToTheBit() {
    Map<String, FloatTensor> whole;
    try (GanTrainer trainer = open()) {
      Map<String, FloatTensor> before = trainer.weights();
      trainer.train();
      whole = trainer.weights();
      assertThat(whole.get("generator/embedding/embeddings"))
          .isNotEqualTo(before.get("generator/embedding/embeddings"));
      assertThat(whole.get("discriminator/embedding/embeddings"))
          .isNotEqualTo(before.get("discriminator/embedding/embeddings"));
    }
    try (GanTrainer first = open()) {
      first.trainUntil(7);
      first.save(folder.resolve("checkpoint"));
    }
    try (GanTrainer second = open()) {
      second.restore(folder.resolve("checkpoint"));
      second.train();
      assertThat(second.weights()).isEqualTo(whole);
    }
  }

  /** The discriminator's weights show which labels come with which images. */
  @Test
  void labelsTravelWithTheirImages() {
    ImageDataset one = DIGITS.withLabels(new byte[64], DIGITS.classNames());
    try (GanTrainer trainer = TensorFlowBackend.of().open(gan(10), one)) {
      String table = "discriminator/embedding/embeddings";
      float[] before = requireNonNull(trainer.weights().get(table)).toArray();
      FloatTensor images = trainer.generate(trainer.noise(4, 1));
      trainer.updateDiscriminator(
          Batch.of(images).withLabels(FloatTensor.of(TensorShape.of(4, 1), 3, 3, 7, 7)), null);
      float[] after = requireNonNull(trainer.weights().get(table)).toArray();
      for (int label = 0; label < 10; label++) {
        boolean same =
            Arrays.equals(before, 4 * label, 4 * label + 4, after, 4 * label, 4 * label + 4);
        assertThat(same).as("label %d", label).isEqualTo(label != 3 && label != 7);
      }
    }
  }

  @Test
  void samplesCycleThroughTheClassesUnlessOthersAreGiven() {
    try (GanTrainer trainer = open()) {
      FloatTensor noise = trainer.noise(12, 5);
      FloatTensor turn = trainer.generate(noise);
      assertThat(trainer.sample(12, 5)).isEqualTo(turn);
      assertThat(trainer.labels(12).toArray()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1);
      float[] labels = new float[12];
      Arrays.fill(labels, 2);
      FloatTensor twos =
          trainer.generate(
              Batch.of(noise).withLabels(FloatTensor.wrap(TensorShape.of(12, 1), labels)));
      assertThat(twos.example(2)).isEqualTo(turn.example(2));
      assertThat(twos.example(3)).isNotEqualTo(turn.example(3));
    }
  }

  @Test
  void stepsOnGivenBatchesAreThoseOfTheGraph() {
    try (GanTrainer trainer = open()) {
      FloatTensor noise = trainer.noise(8, 2);
      Batch given = Batch.of(noise).withLabels(trainer.labels(8));
      BatchMetrics generated = trainer.evaluateGenerator(given);
      FloatTensor scores =
          trainer.score(Batch.of(trainer.generate(given)).withLabels(trainer.labels(8)));
      double loss = 0;
      for (float score : scores.toArray()) {
        loss -= Math.log(score) / 8;
      }
      assertThat(generated.loss()).isCloseTo(loss, Offset.offset(1e-5));
    }
  }

  @Test
  void exportsWithBothInputsInEveryForm() {
    try (GanTrainer trainer = open()) {
      trainer.trainUntil(2);
      trainer.export(
          Export.of(NetworkRole.values()).withFormats(ExportFormat.values()),
          folder.resolve("export"));
    }
    for (String role : List.of("generator", "discriminator")) {
      assertThat(folder.resolve("export").resolve(role).resolve("check/labels.npy")).exists();
      assertThat(folder.resolve("export").resolve(role).resolve("README.md"))
          .content()
          .contains("call_endpoint=\"row\"")
          .contains("`labels` [n, 1]");
    }
    assertThat(
            TensorFlowBackend.of()
                .readKeras(folder.resolve("export/generator/model.keras"))
                .network()
                .inputs())
        .hasSize(2)
        .anyMatch(input -> input instanceof Input.Label label && label.classes() == 10);
    assertThat(Files.exists(folder.resolve("export/generator/load.py"))).isTrue();
  }

  private static void refused(Gan gan, ImageDataset images, String message) {
    assertThatThrownBy(() -> TensorFlowBackend.of().open(gan, images).close())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void refusesImagesWithoutTheLabelsThatItTakes() {
    ImageDataset bare =
        ImageDataset.of("bare", DIGITS.imageShape(), new byte[64 * DIGITS.imageShape().size()]);
    refused(
        gan(10),
        bare,
        "data set bare: expected a label for each image, since the networks take one, but found"
            + " none; use images with labels, or networks without");
    refused(
        gan(12),
        DIGITS,
        "data set "
            + DIGITS.name()
            + ": expected 12 classes, as many as the networks' label has, but found 10;"
            + " change the label of both networks, or use other images");
  }

  @Test
  void refusesBatchesWithoutTheirLabels() {
    try (GanTrainer trainer = open()) {
      FloatTensor noise = trainer.noise(3, 1);
      assertThatThrownBy(() -> trainer.updateGenerator(noise))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "labels: expected 3 of them, one for each example, but found none;"
                  + " give a batch with its labels");
      Batch wrong = Batch.of(noise).withLabels(FloatTensor.of(TensorShape.of(3, 1), 1, 10, 2));
      assertThatThrownBy(() -> trainer.generate(wrong))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "labels: expected whole numbers from 0 to 9 but found 10.0;"
                  + " give the numbers of classes");
    }
  }
}
