package org.ganforge.json.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.json.GanJson;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  private static final Gan GAN =
      Gan.of(
          "gan",
          Sequential.of("generator", TensorShape.of(2), List.of(Dense.of(4))),
          Sequential.of("critic", TensorShape.of(4), List.of(Flatten.of(), Dense.of(1))));

  private static List<String> between(Gan then, Gan now) {
    return Differences.of(then, now).stream().map(Difference::toString).toList();
  }

  @Test
  void findsNoneBetweenEqualSpecs() {
    assertThat(between(GAN, GanJson.read(GanJson.write(GAN)))).isEmpty();
  }

  @Test
  void namesEachPartWithBothValues() {
    Gan other =
        GanJson.edit(
            GAN,
            List.of(
                "plan.seed=7",
                "recording.checkpoints.every=9",
                "discriminator.layers[1].activation=tanh",
                "generator_optimizer.learning_rate=0.5",
                "data.label=3"));
    assertThat(between(GAN, other))
        .containsExactly(
            "discriminator.layers[1].activation \"tanh\" (then \"linear\")",
            "generator_optimizer.learning_rate 0.5 (then 0.0002)",
            "data.label 3 (then null)",
            "plan.seed 7 (then 0)",
            "recording.checkpoints.every 9 (then 0)");
  }

  @Test
  void showsPartsOfAnotherKindWhole() {
    Gan other =
        GanJson.edit(
            GAN,
            List.of(
                "plan.schedule.type=adaptive", "discriminator.layers[2]={\"type\":\"Flatten\"}"));
    assertThat(Differences.of(GAN, other))
        .extracting(Difference::field)
        .containsExactly("discriminator.layers", "plan.schedule");
  }
}
