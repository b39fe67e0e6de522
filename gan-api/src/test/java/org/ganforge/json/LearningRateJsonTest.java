package org.ganforge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.codec.Difference;
import org.ganforge.json.codec.Differences;
import org.ganforge.layer.Dense;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.CosineDecay;
import org.ganforge.optimizer.ExponentialDecay;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.optimizer.SGD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A schedule is written in place of the learning rate, as in Keras; a decay next to it. */
class LearningRateJsonTest {
  private static final Gan GAN =
      Gan.of(
              "tiny",
              Sequential.builder("generator").input(2).add(Dense.of(4)).build(),
              Sequential.builder("critic").input(4).add(Dense.of(1)).build())
          .withGeneratorOptimizer(
              Adam.of(CosineDecay.of(0, 900).withWarmup(0.001, 100)).withBeta1(0.5));

  private static void assertText(Optimizer optimizer, String text) {
    assertThat(GanJson.writeValue(optimizer, Optimizer.class)).isEqualTo(text + "\n");
    assertThat(GanJson.readValue(text, Optimizer.class)).isEqualTo(optimizer);
  }

  @Test
  void aNumberIsANumber() {
    assertText(SGD.of(0.5), "{\"type\": \"SGD\", \"learning_rate\": 0.5}");
  }

  @Test
  void aDecayAtEveryUpdateIsWrittenNextToTheInitialLearningRate() {
    assertText(
        SGD.of(InverseTimeDecay.of(0.5, 1, 0.25)),
        "{\"type\": \"SGD\", \"learning_rate\": 0.5, \"decay\": 0.25}");
    assertText(SGD.of(InverseTimeDecay.of(0.01, 1, 0.25)), "{\"type\": \"SGD\", \"decay\": 0.25}");
    assertThat(
            GanJson.readValue(
                "{\"type\": \"SGD\", \"learning_rate\": {\"type\": \"InverseTimeDecay\","
                    + " \"initial_learning_rate\": 0.5, \"decay_steps\": 1, \"decay_rate\": 0.25}}",
                Optimizer.class))
        .isEqualTo(SGD.of(InverseTimeDecay.of(0.5, 1, 0.25)));
  }

  @Test
  void anyOtherScheduleIsAnObject() {
    assertText(
        SGD.of(ExponentialDecay.of(0.5, 20, 0.75).withStaircase(true)).withClipvalue(2),
        """
        {
          "type": "SGD",
          "learning_rate": {
            "type": "ExponentialDecay",
            "initial_learning_rate": 0.5,
            "decay_steps": 20,
            "decay_rate": 0.75,
            "staircase": true
          },
          "clipvalue": 2
        }""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type": "SGD", "decay": -1} | $.decay: expected a number of at least 0 but found -1; give 0 or more
          {"type": "SGD", "learning_rate": 0} | $.learning_rate: expected a number above 0 but found 0; give a number above 0
          {"type": "SGD", "learning_rate": true} | $.learning_rate: expected a number or a schedule but found true; write digits
          {"type": "SGD", "learning_rate": {"type": "Cosine"}} | $.learning_rate.type: expected one of "CosineDecay", "ExponentialDecay", "InverseTimeDecay" but found "Cosine"; did you mean "CosineDecay"?
          {"type": "SGD", "learning_rate": {"type": "CosineDecay"}} | $.learning_rate.initial_learning_rate: expected a number but found nothing; add "initial_learning_rate"
          {"type": "SGD", "learning_rate": {"type": "CosineDecay", "initial_learning_rate": 1, "decay_steps": 0}} | $.learning_rate.decay_steps: expected a whole number of at least 1 but found 0; give 1 or more
          {"type": "SGD", "learning_rate": {"type": "CosineDecay", "initial_learning_rate": 1, "decay_steps": 9}, "decay": 0.5} | $.decay: expected 0 beside a schedule but found 0.5; leave it out
          """)
  void mistakesAreReportedAtTheirPath(String text, String message) {
    assertThatThrownBy(() -> GanJson.readValue(text, Optimizer.class))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void aSchedulesFieldsCanBeEdited() {
    Gan edited =
        GanJson.edit(GAN, List.of("generator_optimizer.learning_rate.warmup_target=0.002"));
    assertThat(edited.generatorOptimizer().learningRate())
        .isEqualTo(CosineDecay.of(0, 900).withWarmup(0.002, 100));
    assertThat(Differences.of(GAN, edited))
        .containsExactly(
            new Difference("generator_optimizer.learning_rate.warmup_target", "0.001", "0.002"));
    assertThat(
            GanJson.edit(GAN, List.of("discriminator_optimizer.decay=0.5"))
                .discriminatorOptimizer()
                .learningRate())
        .isEqualTo(InverseTimeDecay.of(2e-4, 1, 0.5));
    assertThatThrownBy(
            () -> GanJson.edit(GAN, List.of("discriminator_optimizer.learning_rate.alpha=1")))
        .hasMessage(
            "discriminator_optimizer.learning_rate: expected a learning rate schedule but found"
                + " 0.0002; write an object such as {\"type\": \"CosineDecay\"}");
  }
}
