package org.ganforge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganforge.contract.ContractGans.someImages;
import static org.ganforge.contract.ContractGans.someNoise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.codec.RecordedSpec;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.Adam;
import org.ganforge.train.DivergenceException;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved and restored. */
public interface CheckpointContract extends TestedBackend {
  @Test
  default void restoredTrainingContinuesBitForBit(@TempDir Path folder) {
    for (Gan gan : List.of(ContractGans.adam(), ContractGans.momentum())) {
      Path saved = folder.resolve(gan.generatorOptimizer().getClass().getSimpleName());
      List<TrainingEvent> whole = new ArrayList<>();
      List<TrainingEvent> resumed = new ArrayList<>();
      try (GanTrainer trainer = open(gan);
          GanTrainer other = open(gan)) {
        trainer.trainUntil(3);
        trainer.save(saved);
        trainer.trainUntil(6, whole::add);
        other.trainUntil(1);
        other.restore(saved);
        assertThat(other.iteration()).isEqualTo(3);
        other.trainUntil(6, resumed::add);
        assertThat(other.weights()).isEqualTo(trainer.weights());
        assertThat(iterations(resumed)).isEqualTo(iterations(whole)).hasSize(3);
      }
    }
  }

  private static List<TrainingEvent> iterations(List<TrainingEvent> events) {
    return events.stream().filter(TrainingEvent.IterationDone.class::isInstance).toList();
  }

  /** Single updates are part of the state, too. */
  @Test
  default void theOptimizersStatesAreRestored(@TempDir Path folder) {
    try (GanTrainer trainer = open(ContractGans.adam());
        GanTrainer other = open(ContractGans.adam())) {
      for (int i = 0; i < 3; i++) {
        trainer.updateDiscriminator(someImages(4), someNoise(4));
        trainer.updateGenerator(someNoise(4));
      }
      trainer.save(folder.resolve("saved"));
      other.restore(folder.resolve("saved"));
      for (GanTrainer each : List.of(trainer, other)) {
        each.updateDiscriminator(someImages(4), someNoise(4));
        each.updateGenerator(someNoise(4));
      }
      assertThat(other.weights()).isEqualTo(trainer.weights());
    }
  }

  @Test
  default void aCheckpointDescribesItself(@TempDir Path folder) {
    Gan gan = ContractGans.adam();
    Path saved = folder.resolve("saved");
    try (GanTrainer trainer = open(gan)) {
      trainer.trainUntil(2);
      Map<String, FloatTensor> before = trainer.weights();
      trainer.save(saved);
      assertThat(trainer.weights()).isEqualTo(before);
    }
    CheckpointInfo info = CheckpointFiles.verify(saved);
    assertThat(info.iteration()).isEqualTo(2);
    assertThat(info.seed()).isEqualTo(gan.plan().seed());
    assertThat(info.metricsLine()).startsWith("{\"iteration\":2,");
    assertThat(info.versions().backend()).isEqualTo(backend().version());
    assertThat(info.images()).isNotNull();
    assertThat(RecordedSpec.read(saved.resolve("gan.json"))).isEqualTo(gan);
  }

  @Test
  default void aDirectoryThatExistsIsNotWrittenInto(@TempDir Path folder) {
    try (GanTrainer trainer = open(ContractGans.adam())) {
      assertThatThrownBy(() -> trainer.save(folder)).isInstanceOf(InvalidInputException.class);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  default void damageToAnyFileIsRefusedAndNothingRestored(@TempDir Path folder) throws IOException {
    Path saved = folder.resolve("saved");
    try (GanTrainer trainer = open(ContractGans.adam())) {
      trainer.trainUntil(1);
      trainer.save(saved);
      trainer.trainUntil(2);
      Map<String, FloatTensor> before = trainer.weights();
      List<Path> files;
      try (Stream<Path> all = Files.list(saved)) {
        files = all.toList();
      }
      for (Path file : files) {
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        for (byte[] bytes : List.of(damaged, Arrays.copyOf(whole, whole.length - 1))) {
          Files.write(file, bytes);
          assertThatThrownBy(() -> trainer.restore(saved))
              .as("%s", file)
              .isInstanceOf(InvalidInputException.class);
        }
        Files.write(file, whole);
      }
      assertThatThrownBy(() -> trainer.restore(folder.resolve("none")))
          .isInstanceOf(InvalidInputException.class);
      assertThat(trainer.weights()).isEqualTo(before);
      assertThat(trainer.iteration()).isEqualTo(2);
      trainer.restore(saved);
      assertThat(trainer.iteration()).isEqualTo(1);
    }
  }

  @Test
  default void anotherSpecIsRefusedButAnotherRateIsNot(@TempDir Path folder) {
    Gan gan = ContractGans.adam();
    Path saved = folder.resolve("saved");
    try (GanTrainer trainer = open(gan)) {
      trainer.trainUntil(1);
      trainer.save(saved);
    }
    try (GanTrainer other = open(ContractGans.momentum())) {
      Map<String, FloatTensor> before = other.weights();
      assertThatThrownBy(() -> other.restore(saved)).isInstanceOf(InvalidInputException.class);
      assertThat(other.weights()).isEqualTo(before);
      assertThat(other.iteration()).isZero();
    }
    Gan slower =
        gan.withGeneratorOptimizer(Adam.of(0.001).withBeta1(0.5))
            .withPlan(gan.plan().withIterations(9));
    try (GanTrainer trainer = open(slower)) {
      trainer.restore(saved);
      assertThat(trainer.train().iteration()).isEqualTo(9);
    }
  }

  @Test
  default void weightsThatAreNotFiniteAreNotSaved(@TempDir Path folder) {
    try (GanTrainer trainer = open(ContractGans.adam())) {
      trainer.setWeights(
          Map.of("discriminator/dense_1/bias", FloatTensor.of(TensorShape.of(1), Float.NaN)));
      assertThatThrownBy(() -> trainer.save(folder.resolve("saved")))
          .isInstanceOf(DivergenceException.class);
      assertThat(folder).isEmptyDirectory();
    }
  }
}
