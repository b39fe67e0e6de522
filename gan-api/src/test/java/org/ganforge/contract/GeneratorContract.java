package org.ganforge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.GanGenerator;
import org.ganforge.GanTrainer;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a generator that is opened by itself does: what its trainer would, for many threads. */
public interface GeneratorContract extends TestedBackend {
  /** Returns a checkpoint of a GAN after two iterations. */
  private Path saved(Path folder) {
    Path checkpoint = folder.resolve("checkpoint");
    try (GanTrainer trainer = open(ContractGans.adam())) {
      trainer.trainUntil(2);
      trainer.save(checkpoint);
    }
    return checkpoint;
  }

  @Test
  default void aGeneratorByItselfDrawsTheImagesOfItsTrainer(@TempDir Path folder) {
    Gan gan = ContractGans.adam();
    Path checkpoint = saved(folder);
    try (GanTrainer trainer = backend().open(gan);
        GanGenerator generator = backend().openGenerator(gan, checkpoint)) {
      trainer.restore(checkpoint);
      assertThat(generator.gan()).isEqualTo(gan);
      assertThat(generator.noise(5, 3)).isEqualTo(trainer.noise(5, 3));
      assertThat(generator.sample(5, 3)).isEqualTo(trainer.sample(5, 3));
      assertThat(generator.generatorModel()).isEqualTo(trainer.generatorModel());
    }
  }

  @Test
  default void severalThreadsDrawWithOneGenerator(@TempDir Path folder) {
    try (GanGenerator generator = backend().openGenerator(ContractGans.adam(), saved(folder))) {
      List<FloatTensor> alone =
          IntStream.range(0, 16).mapToObj(seed -> generator.sample(3, seed)).toList();
      List<FloatTensor> together =
          IntStream.range(0, 16).parallel().mapToObj(seed -> generator.sample(3, seed)).toList();
      assertThat(together).isEqualTo(alone);
    }
  }

  @Test
  default void aClosedGeneratorRefusesToDraw(@TempDir Path folder) {
    GanGenerator generator = backend().openGenerator(ContractGans.adam(), saved(folder));
    generator.close();
    generator.close();
    assertThatThrownBy(() -> generator.sample(1, 0)).isInstanceOf(IllegalStateException.class);
    assertThat(generator.gan()).isEqualTo(ContractGans.adam());
  }

  @Test
  default void aGeneratorIsNotOpenedWhereNothingWasSaved(@TempDir Path folder) {
    assertThatThrownBy(() -> backend().openGenerator(ContractGans.adam(), folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "checkpoint "
                + folder
                + ": expected a directory with checkpoint.json but found no checkpoint.json; give a"
                + " directory written by save");
  }
}
