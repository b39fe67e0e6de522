package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Model;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Input;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Symbol;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.SGD;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.penalty.R1;
import org.ganforge.penalty.R2;
import org.ganforge.tf.TensorFlowBackend;
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

  /** The loss holds the penalties, whose labels are those of each kind of images. */
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
}
