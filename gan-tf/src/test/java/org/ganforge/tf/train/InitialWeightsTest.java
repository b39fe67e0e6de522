package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.LayerNormalization;
import org.ganforge.layer.PReLU;
import org.ganforge.tf.TensorFlowBackend;
import org.junit.jupiter.api.Test;

/** A weight's initial value depends only on the seed and its own name. */
class InitialWeightsTest {
  private static final Dense FIRST = Dense.of(6).withName("first");
  private static final Dense LAST = Dense.of(16).withName("last");

  private static Map<String, FloatTensor> weights(Gan gan) {
    try (GanTrainer trainer = TensorFlowBackend.of().open(gan)) {
      return trainer.weights();
    }
  }

  private static Gan gan(Sequential.Builder generator) {
    return TinyGans.dense().withGenerator(generator.build());
  }

  private static Sequential.Builder generator() {
    return Sequential.builder("generator").input(3);
  }

  @Test
  void addingALayerDoesNotShiftOtherWeights() {
    Map<String, FloatTensor> plain = weights(gan(generator().add(FIRST).add(LAST)));
    Map<String, FloatTensor> more =
        new HashMap<>(
            weights(
                gan(
                    generator()
                        .add(Dense.of(3).withName("new"))
                        .add(FIRST)
                        .add(LayerNormalization.of())
                        .add(PReLU.of())
                        .add(LAST))));
    more.keySet().retainAll(plain.keySet());
    assertThat(more).isEqualTo(plain);
  }

  @Test
  void everyWeightHasItsOwnNumbers() {
    Map<String, FloatTensor> weights =
        weights(gan(generator().add(Dense.of(3)).add(Dense.of(3)).add(LAST)));
    assertThat(weights.get("generator/dense/kernel"))
        .isNotEqualTo(weights.get("generator/dense_1/kernel"));
    Set<Float> numbers = new HashSet<>();
    for (String name : List.of("dense", "dense_1", "last")) {
      FloatTensor kernel = Objects.requireNonNull(weights.get("generator/" + name + "/kernel"));
      for (float number : kernel.toArray()) {
        numbers.add(number);
      }
    }
    assertThat(numbers).hasSize(9 + 9 + 48);
  }

  @Test
  void theSeedDecides() {
    Gan gan = gan(generator().add(LAST));
    Gan other = gan.withPlan(gan.plan().withSeed(99));
    assertThat(weights(gan)).isEqualTo(weights(gan));
    assertThat(weights(other).get("generator/last/kernel"))
        .isNotEqualTo(weights(gan).get("generator/last/kernel"));
  }
}
