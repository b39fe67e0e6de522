package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Reshape;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir private Path folder;

  @Test
  void aRestoredTrainerGoesOnAsIfItHadNotStopped() {
    Path checkpoint = folder.resolve("step-3");
    try (GanTrainer straight = trainer();
        GanTrainer resumed = trainer()) {
      straight.trainUntil(3);
      straight.save(checkpoint);
      straight.trainUntil(5);
      resumed.restore(checkpoint);
      assertThat(resumed.iteration()).isEqualTo(3);
      resumed.trainUntil(5);

      assertThat(resumed.weights()).isEqualTo(straight.weights());
    }
  }

  @Test
  void holdsTheSpecAndTheVariablesAndNothingElse() throws IOException {
    try (GanTrainer trainer = trainer()) {
      trainer.save(folder.resolve("runs/checkpoints/step-0"));
    }

    assertThat(names(folder.resolve("runs/checkpoints"))).containsExactly("step-0");
    assertThat(names(folder.resolve("runs/checkpoints/step-0")))
        .containsExactlyInAnyOrder("gan.json", "variables.index", "variables.data-00000-of-00001");
  }

  private static String[] names(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
    }
  }

  private static GanTrainer trainer() {
    Sequential generator =
        Sequential.builder("generator")
            .input(4)
            .add(Dense.of(28 * 28).withActivation(ActivationFunction.TANH))
            .add(Reshape.of(28, 28, 1))
            .build();
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(28, 28, 1)
            .add(Flatten.of())
            .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
            .build();
    Gan gan =
        Gan.of("small", generator, discriminator)
            .withPlan(TrainingPlan.of().withBatchSize(8).withIterations(5));
    return new TensorFlowBackend().open(gan, HandwrittenDigits.of(40, 0));
  }
}
