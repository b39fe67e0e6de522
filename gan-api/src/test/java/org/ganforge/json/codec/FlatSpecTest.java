package org.ganforge.json.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.layer.Dense;
import org.ganforge.optimizer.SGD;
import org.junit.jupiter.api.Test;

class FlatSpecTest {
  private static final Gan GAN =
      Gan.of(
          "tiny",
          Sequential.builder("generator").input(3).add(Dense.of(4)).build(),
          Sequential.builder("discriminator").input(4).add(Dense.of(1)).build());

  @Test
  void hasEverySettingUnderItsPathInJson() {
    assertThat(FlatSpec.of(GAN.withDiscriminatorOptimizer(SGD.of(0.1).withMomentum(0.5))))
        .containsEntry("name", "tiny")
        .containsEntry("generator.parameters", 16L)
        .containsEntry("objective", "binary_crossentropy")
        .containsEntry("generator_optimizer", "Adam")
        .containsEntry("generator_optimizer.learning_rate", 2e-4)
        .containsEntry("discriminator_optimizer", "SGD")
        .containsEntry("discriminator_optimizer.momentum", 0.5)
        .containsEntry("plan.batch_size", 64L)
        .containsEntry("plan.schedule", "alternating")
        .containsEntry("plan.schedule.generator_turns", 1L)
        .doesNotContainKeys("recording.grid_every", "reference.title");
  }
}
