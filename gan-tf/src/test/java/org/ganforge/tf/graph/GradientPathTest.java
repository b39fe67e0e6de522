package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.LeastSquares;
import org.ganforge.tf.TensorFlowBackend;
import org.junit.jupiter.api.Test;

/** Weights that no gradient reaches cannot be trained, which is reported to the user. */
class GradientPathTest {
  private static final String REST =
      ": expected nothing to train before an Embedding, which passes no gradient on, but found"
          + " layers with trainable weights; put it first, or freeze what is before it";
  private static final FloatTensor NOISE = FloatTensor.wrap(TensorShape.of(2, 2), new float[4]);

  private static final Sequential GENERATOR =
      Sequential.builder("generator").input(2).add(Dense.of(4)).build();
  private static final Sequential EMBEDDING =
      Sequential.builder("inner").input(4).add(Embedding.of(6, 2)).add(Flatten.of()).build();

  private static GanTrainer open(Sequential generator, Sequential.Builder discriminator) {
    Sequential end = discriminator.add(Dense.of(1)).build();
    return TensorFlowBackend.of()
        .open(Gan.of("embedded", generator, end).withObjective(LeastSquares.of()));
  }

  private static Sequential.Builder discriminator() {
    return Sequential.builder("discriminator").input(4);
  }

  @Test
  void refusesToTrainAGeneratorBeforeAnEmbedding() {
    assertThatThrownBy(() -> open(GENERATOR, discriminator().add(EMBEDDING)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("discriminator/inner/embedding" + REST);
  }

  @Test
  void refusesToTrainALayerBeforeAnEmbedding() {
    Sequential.Builder discriminator =
        discriminator().add(Dense.of(4)).add(Embedding.of(6, 2)).add(Flatten.of());
    assertThatThrownBy(() -> open(GENERATOR, discriminator))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("discriminator/embedding" + REST);
  }

  @Test
  void whatIsFrozenNeedsNoGradient() {
    Sequential.Builder discriminator =
        discriminator()
            .add(Dense.of(4).withUseBias(false).withTrainable(false))
            .add(Embedding.of(6, 2))
            .add(Flatten.of());
    FloatTensor zeros = FloatTensor.wrap(TensorShape.of(2, 4), new float[8]);
    try (GanTrainer trainer = open(GENERATOR.withTrainable(false), discriminator)) {
      assertThat(trainer.updateDiscriminator(zeros, null).loss()).isFinite();
      assertThat(trainer.updateGenerator(NOISE).loss()).isFinite();
    }
  }
}
