package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Model;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Input;
import org.ganforge.layer.Multiply;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Symbol;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.SGD;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.penalty.R1;
import org.ganforge.penalty.R2;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.FakeLabels;
import org.junit.jupiter.api.Test;

/** Penalties of a discriminator that judges images by their labels. */
class ConditionalPenaltyTest {
  private static final int CLASSES = 3;
  private static final float H = 0.02f;

  private static Gan gan() {
    Input noise = Input.Noise.of(2);
    Input label = Input.Label.of(CLASSES);
    Symbol wish = Flatten.of().on(Embedding.of(CLASSES, 2).on(label));
    Symbol drawn = Dense.of(4).on(Concatenate.of().on(noise, wish));
    Model generator = Model.of("generator", List.of(noise, label), Reshape.of(2, 2, 1).on(drawn));
    Input image = Input.Image.of(2, 2, 1);
    Symbol given = Flatten.of().on(Embedding.of(CLASSES, 3).on(label));
    Symbol both = Concatenate.of().on(Flatten.of().on(image), given);
    Symbol hidden = Dense.of(5).withActivation(ActivationFunction.TANH).on(both);
    Model critic = Model.of("critic", List.of(image, label), Dense.of(1).on(hidden));
    return Gan.of("conditional", generator, critic).withDiscriminatorOptimizer(SGD.of(1));
  }

  private static final Batch REAL =
      Batch.of(
              FloatTensor.of(
                  TensorShape.of(3, 2, 2, 1),
                  .3f,
                  -.7f,
                  .9f,
                  .1f,
                  -.4f,
                  .8f,
                  .2f,
                  -1,
                  .5f,
                  .6f,
                  -.2f,
                  -.9f))
          .withLabels(FloatTensor.of(TensorShape.of(3, 1), 0, 2, 1));

  /** The loss includes the penalties, which use the labels of each kind of images. */
  @Test
  void gradientsOfLabelsAreDifferencesOfTheLoss() {
    Gan gan = gan().withPenalties(R1.of(), R2.of().withGamma(7));
    try (GanTrainer trainer = TensorFlowBackend.of().open(gan);
        GanTrainer free = TensorFlowBackend.of().open(gan())) {
      Map<String, FloatTensor> weights = trainer.weights();
      Batch noise =
          Batch.of(trainer.noise(3, 1)).withLabels(FloatTensor.of(TensorShape.of(3, 1), 2, 2, 0));
      String table = "critic/embedding/embeddings";
      FloatTensor before = requireNonNull(weights.get(table));
      trainer.updateDiscriminator(REAL, noise);
      FloatTensor after = requireNonNull(trainer.weights().get(table));
      free.setWeights(weights);
      free.updateDiscriminator(REAL, noise);
      assertThat(after).isNotEqualTo(requireNonNull(free.weights().get(table)));
      for (int i = 0; i < before.shape().size(); i++) {
        double above = loss(trainer, weights, table, i, H, noise);
        double below = loss(trainer, weights, table, i, -H, noise);
        assertThat((double) before.get(i) - after.get(i))
            .isCloseTo((above - below) / (2 * H), within(2e-3));
      }
    }
  }

  private static double loss(
      GanTrainer trainer,
      Map<String, FloatTensor> weights,
      String name,
      int index,
      float by,
      Batch noise) {
    trainer.setWeights(weights);
    float[] moved = requireNonNull(weights.get(name)).toArray();
    moved[index] += by;
    trainer.setWeights(
        Map.of(name, FloatTensor.wrap(requireNonNull(weights.get(name)).shape(), moved)));
    return trainer.updateDiscriminator(REAL, noise).loss();
  }

  @Test
  void twoImagesOfTwoLabelsAreNotMixed() {
    Gan gan = gan().withPenalties(GradientPenalty.of());
    assertThatThrownBy(() -> TensorFlowBackend.of().open(gan))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "penalties: expected none that mixes real and generated images, since their labels"
                + " differ, but found GradientPenalty; give both the same labels, plan.fake_labels"
                + " real, or use R1, R2 or Dragan");
  }

  /** The critic is linear in the image, so its slope depends on the label alone. */
  private static Gan paired() {
    Input image = Input.Image.of(2, 2, 1);
    Input label = Input.Label.of(CLASSES);
    Symbol given = Flatten.of().on(Embedding.of(CLASSES, 4).on(label));
    Symbol both = Multiply.of().on(Flatten.of().on(image), given);
    Symbol score = Dense.of(1).withUseBias(false).on(both);
    Gan gan = gan().withDiscriminator(Model.of("critic", List.of(image, label), score));
    return gan.withPlan(gan.plan().withBatchSize(4).withFakeLabels(FakeLabels.REAL));
  }

  @Test
  void imagesOfOneLabelAreMixed() {
    Gan gan = paired().withPenalties(GradientPenalty.of());
    try (GanTrainer trainer = TensorFlowBackend.of().open(gan);
        GanTrainer free = TensorFlowBackend.of().open(paired())) {
      Map<String, FloatTensor> weights = trainer.weights();
      free.setWeights(weights);
      Batch noise = Batch.of(trainer.noise(3, 1)).withLabels(requireNonNull(REAL.labels()));
      double penalty =
          trainer.updateDiscriminator(REAL, noise).loss()
              - free.updateDiscriminator(REAL, noise).loss();
      double expected = 0;
      for (int label = 0; label < CLASSES; label++) {
        double squares = 0;
        for (int i = 0; i < 4; i++) {
          double slope =
              requireNonNull(weights.get("critic/embedding/embeddings")).get(4 * label + i)
                  * requireNonNull(weights.get("critic/dense/kernel")).get(i);
          squares += slope * slope;
        }
        expected += 10 * Math.pow(Math.sqrt(squares) - 1, 2) / CLASSES;
      }
      assertThat(penalty).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void theGraphDrawsFakesOfTheRealImagesClasses() {
    ImageDataset ones =
        ImageDataset.of("ones", TensorShape.of(2, 2, 1), new byte[4 * 9])
            .withLabels(new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1}, List.of());
    Gan gan = paired();
    assertThat(changed(gan, ones)).containsExactly(false, true, false);
    Gan random = gan.withPlan(gan.plan().withFakeLabels(FakeLabels.RANDOM).withBatchSize(16));
    assertThat(changed(random, ones)).containsExactly(true, true, true);
  }

  /** Returns which of the critic's vectors its turn changes. */
  private static Boolean[] changed(Gan gan, ImageDataset images) {
    try (GanTrainer trainer = TensorFlowBackend.of().open(gan, images)) {
      String table = "critic/embedding/embeddings";
      FloatTensor before = requireNonNull(trainer.weights().get(table));
      trainer.trainUntil(1);
      FloatTensor after = requireNonNull(trainer.weights().get(table));
      return IntStream.range(0, CLASSES)
          .mapToObj(label -> !before.example(label).equals(after.example(label)))
          .toArray(Boolean[]::new);
    }
  }

  @Test
  void refusesNoiseOfOtherLabelsThanTheRealImages() {
    try (GanTrainer trainer = TensorFlowBackend.of().open(paired())) {
      Batch noise = Batch.of(trainer.noise(3, 1)).withLabel(0);
      assertThatThrownBy(() -> trainer.updateDiscriminator(REAL, noise))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "labels of the noise: expected those of the real images, as plan.fake_labels says,"
                  + " but found others; give both batches the same labels");
    }
  }

  @Test
  void aFrozenIdentityIsOneHot() {
    Gan gan = gan();
    Input image = Input.Image.of(2, 2, 1);
    Input label = Input.Label.of(CLASSES);
    Embedding oneHot = Embedding.of(CLASSES, CLASSES).withTrainable(false);
    Symbol given =
        Flatten.of().on(oneHot.withEmbeddingsInitializer(Initializer.Identity.of()).on(label));
    Symbol both = Concatenate.of().on(Flatten.of().on(image), given);
    Model critic = Model.of("critic", List.of(image, label), Dense.of(1).on(both));
    try (GanTrainer trainer = TensorFlowBackend.of().open(gan.withDiscriminator(critic))) {
      Batch noise = Batch.of(trainer.noise(3, 1)).withLabel(2);
      trainer.updateDiscriminator(REAL, noise);
      assertThat(trainer.weights().get("critic/embedding/embeddings"))
          .isEqualTo(FloatTensor.of(TensorShape.of(3, 3), 1, 0, 0, 0, 1, 0, 0, 0, 1));
    }
  }
}
