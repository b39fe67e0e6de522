package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.KerasModel;
import org.ganforge.Model;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.GanJson;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Input;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Multiply;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Symbol;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.AuxiliaryLoss;
import org.ganforge.observe.MetricsLine;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A GAN whose discriminator classifies images by a second output. */
class AuxiliaryTest {
  private static final ImageDataset DIGITS = HandwrittenDigits.of(64, 3);

  @TempDir private Path folder;

  private static Gan gan() {
    Input noise = Input.Noise.of(5);
    Input label = Input.Label.of(10);
    Symbol wish = Flatten.of().on(Embedding.of(10, 5).on(label));
    Symbol x =
        Dense.of(784).withActivation(ActivationFunction.TANH).on(Multiply.of().on(noise, wish));
    Model generator = Model.of("generator", List.of(noise, label), Reshape.of(28, 28, 1).on(x));
    Input image = Input.Image.of(28, 28, 1);
    Symbol features = LeakyReLU.of(0.2).on(Dense.of(8).on(Flatten.of().on(image)));
    Symbol verdict = Dense.of(1).withActivation(ActivationFunction.SIGMOID).on(features);
    Symbol classes = Dense.of(10).withActivation(ActivationFunction.SOFTMAX).on(features);
    Model discriminator = Model.of("discriminator", List.of(image), verdict, classes);
    Gan gan = Gan.of("auxiliary", generator, discriminator);
    return gan.withPlan(gan.plan().withBatchSize(8).withIterations(12));
  }

  private static GanTrainer open() {
    return TensorFlowBackend.of().open(gan(), DIGITS);
  }

  @Test
  void isTheSameGanAfterItsJson() {
    Gan gan = gan().withAuxiliary(AuxiliaryLoss.of().withReal(2).withGenerated(0));
    assertThat(GanJson.read(GanJson.write(gan))).isEqualTo(gan);
    assertThat(GanJson.write(gan)).contains("\"auxiliary\": {\"real\": 2, \"generated\": 0}");
    assertThat(GanJson.write(gan())).doesNotContain("\"auxiliary\":");
    assertThat(gan.adversarial().outputs()).hasSize(1);
  }

  @Test
  void trainsAndResumesToTheBitAndLogsItsClasses() {
    List<TrainingEvent.IterationDone> done = new ArrayList<>();
    Map<String, FloatTensor> whole;
    try (GanTrainer trainer = open()) {
      Map<String, FloatTensor> before = trainer.weights();
      trainer.train(
          event -> {
            if (event instanceof TrainingEvent.IterationDone one) {
              done.add(one);
            }
          });
      whole = trainer.weights();
      assertThat(whole.get("discriminator/dense_2/kernel"))
          .isNotEqualTo(before.get("discriminator/dense_2/kernel"));
    }
    assertThat(MetricsLine.of(done.get(0)))
        .contains("\"d_class_loss\":", "\"d_class_accuracy\":", "\"g_class_loss\":");
    try (GanTrainer first = open()) {
      first.trainUntil(5);
      first.save(folder.resolve("checkpoint"));
    }
    try (GanTrainer second = open()) {
      second.restore(folder.resolve("checkpoint"));
      second.train();
      assertThat(second.weights()).isEqualTo(whole);
    }
  }

  @Test
  void learnsTheClassesOfRealImagesInSeparateBatchesToo() {
    Gan gan = gan();
    Gan separate = gan.withPlan(gan.plan().withComposition(BatchComposition.SEPARATE));
    try (GanTrainer trainer = TensorFlowBackend.of().open(separate, DIGITS)) {
      trainer.trainUntil(2);
      int[] all = new int[64];
      float[] labels = new float[64];
      for (int i = 0; i < 64; i++) {
        all[i] = i;
        labels[i] = DIGITS.label(i);
      }
      Batch real =
          Batch.of(DIGITS.images(gan.data().range(), all))
              .withLabels(FloatTensor.wrap(TensorShape.of(64, 1), labels));
      BatchMetrics.Classes before = classes(trainer, real);
      for (int i = 0; i < 30; i++) {
        trainer.updateDiscriminator(real, null);
      }
      BatchMetrics.Classes after = classes(trainer, real);
      assertThat(after.loss()).isLessThan(before.loss());
      assertThat(trainer.classes(real.values()).shape().dims()).containsExactly(64, 10);
      assertThat(trainer.score(real.values()).shape().dims()).containsExactly(64, 1);
    }
  }

  private static BatchMetrics.Classes classes(GanTrainer trainer, Batch real) {
    return requireNonNull(trainer.evaluateDiscriminator(real, null).classes());
  }

  /** It takes images without labels, so two images cannot differ in them. */
  @Test
  void takesAGradientPenalty() {
    try (GanTrainer trainer =
        TensorFlowBackend.of().open(gan().withPenalties(GradientPenalty.of()), DIGITS)) {
      trainer.trainUntil(1);
      assertThat(trainer.iteration()).isEqualTo(1);
    }
  }

  @Test
  void exportsBothOutputsInEveryForm() {
    try (GanTrainer trainer = open()) {
      trainer.export(
          Export.of(NetworkRole.DISCRIMINATOR).withFormats(ExportFormat.values()), folder);
    }
    Path place = folder.resolve("discriminator");
    assertThat(place.resolve("check/classes.npy")).exists();
    assertThat(place.resolve("README.md"))
        .content()
        .contains("`probability` [n, 1] and `classes` [n, 10] out");
    KerasModel read = TensorFlowBackend.of().readKeras(place.resolve("model.keras"));
    assertThat(read.network().outputs()).containsExactly("dense_1", "dense_2");
  }

  @Test
  void aGanWithoutASecondOutputHasNoClasses() {
    try (GanTrainer trainer = TensorFlowBackend.of().open(TinyGans.dense())) {
      FloatTensor images = trainer.generate(trainer.noise(1, 0));
      assertThatThrownBy(() -> trainer.classes(images))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "classes: expected a discriminator whose second output predicts the class but found"
                  + " one output; ask for scores alone");
    }
  }
}
