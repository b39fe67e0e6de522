package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.Computation;
import org.ganforge.Gan;
import org.ganforge.KerasVersion;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.RunInfo;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.MetricsLine;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.RMSprop;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowInstallation;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.train.Adaptive;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.Fakes;
import org.ganforge.train.Schedule;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that was saved and resumed equals one that never stopped. */
class CheckpointTest {
  private static final String VARIABLES_DATA = "variables.data-00000-of-00001";

  @TempDir private Path folder;

  static Stream<Arguments> plans() {
    return Stream.of(
            Alternating.of(),
            Alternating.of().withDiscriminatorTurns(2),
            Adaptive.of()
                .withGeneratorUntil(0.6)
                .withDiscriminatorUntil(0.6)
                .withCap(3)
                .withValidation(8),
            split())
        .flatMap(schedule -> Stream.of(Fakes.values()).map(mode -> Arguments.of(schedule, mode)));
  }

  /** Several updates in a turn, unequal shares, and checks on generated images alone. */
  private static Adaptive split() {
    return Adaptive.of()
        .withGeneratorUntil(0.6)
        .withDiscriminatorUntil(0.6)
        .withCap(2)
        .withValidationRealShare(0)
        .withValidation(3)
        .withUpdatesPerCheck(3)
        .withRealShare(0.625);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void resumesToTheBitAsIfItHadNotStopped(Schedule schedule, Fakes fakes) {
    Gan tiny = TinyGans.convolutional();
    Gan gan =
        tiny.withGeneratorOptimizer(
                RMSprop.of(InverseTimeDecay.of(0.01, 1, 0.01)).withMomentum(0.5))
            .withPlan(
                tiny.plan().withOrder(BatchOrder.SHUFFLED).withSchedule(schedule).withFakes(fakes));
    Path saved = folder.resolve("saved");
    List<TrainingEvent> whole = new ArrayList<>();
    Map<String, FloatTensor> weights;
    try (TensorFlowTrainer trainer = TinyGans.open(gan, TinyGans.images(10))) {
      trainer.trainUntil(3);
      trainer.save(saved);
      trainer.trainUntil(6, whole::add);
      weights = trainer.weights();
    }
    try (TensorFlowTrainer trainer = TinyGans.open(gan, TinyGans.images(10))) {
      trainer.trainUntil(1); // the state before a restore does not matter
      trainer.restore(saved);
      assertThat(trainer.iteration()).isEqualTo(3);
      List<TrainingEvent> rest = new ArrayList<>();
      trainer.trainUntil(6, rest::add);
      assertThat(rest).isEqualTo(whole);
      assertThat(trainer.weights()).isEqualTo(weights);
    }
  }

  /** The unfinished iteration of a killed program leaves no trace in the one that resumes. */
  @Test
  void resumesToTheBitAfterATurnThatWasCutOff() {
    Gan tiny = TinyGans.convolutional();
    Gan gan = tiny.withPlan(tiny.plan().withOrder(BatchOrder.SHUFFLED).withSchedule(split()));
    Path saved = folder.resolve("saved");
    try (TensorFlowTrainer whole = TinyGans.open(gan, TinyGans.images(10));
        TensorFlowTrainer killed = TinyGans.open(gan, TinyGans.images(10))) {
      List<TrainingEvent> expected = new ArrayList<>();
      whole.trainUntil(2);
      whole.trainUntil(4, expected::add);
      killed.trainUntil(2);
      killed.save(saved);
      killed.run(StepKind.UPDATE_GENERATOR, Map.of());
      killed.run(StepKind.EVALUATE_GENERATOR, Map.of());
      killed.run(StepKind.UPDATE_DISCRIMINATOR, Map.of());
      killed.restore(saved);
      List<TrainingEvent> rest = new ArrayList<>();
      killed.trainUntil(4, rest::add);
      assertThat(rest).isEqualTo(expected);
      assertThat(killed.weights()).isEqualTo(whole.weights());
    }
  }

  @Test
  void savingChangesNothing() {
    Gan gan = TinyGans.convolutional();
    try (TensorFlowTrainer saving = TinyGans.open(gan, TinyGans.images(10));
        TensorFlowTrainer other = TinyGans.open(gan, TinyGans.images(10))) {
      saving.trainUntil(2);
      saving.save(folder.resolve("saved"));
      saving.trainUntil(4);
      other.trainUntil(4);
      assertThat(saving.weights()).isEqualTo(other.weights());
    }
  }

  @Test
  void writesNothingButTheCheckpoint() throws IOException {
    try (TensorFlowTrainer trainer = TinyGans.open(TinyGans.dense(), TinyGans.images(4))) {
      trainer.save(folder.resolve("saved"));
    }
    assertThat(folder).isDirectoryNotContaining(f -> !f.getFileName().toString().equals("saved"));
    try (Stream<Path> files = Files.list(folder.resolve("saved"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "checkpoint.json", "gan.json", "variables.index", "variables.data-00000-of-00001");
    }
  }

  @Test
  void refusesToOverwrite() {
    try (TensorFlowTrainer trainer = TinyGans.open(TinyGans.dense(), TinyGans.images(4))) {
      assertThatThrownBy(() -> trainer.save(folder))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "checkpoint "
                  + folder
                  + ": expected a new directory but found one that exists; choose another");
    }
  }

  @Test
  void refusesWhatIsNotACheckpoint() {
    try (TensorFlowTrainer trainer = TinyGans.open(TinyGans.dense(), TinyGans.images(4))) {
      String expected = ": expected a directory with checkpoint.json but found ";
      String wayOut = "; give a directory written by save";
      assertThatThrownBy(() -> trainer.restore(folder))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("checkpoint " + folder + expected + "no checkpoint.json" + wayOut);
      Path none = folder.resolve("none");
      assertThatThrownBy(() -> trainer.restore(none))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("checkpoint " + none + expected + "no such directory" + wayOut);
    }
  }

  @Test
  void refusesTheCheckpointOfAnotherGan() {
    Gan gan = TinyGans.dense();
    Path saved = folder.resolve("saved");
    try (TensorFlowTrainer trainer = TinyGans.open(gan, TinyGans.images(4))) {
      trainer.save(saved);
    }
    try (TensorFlowTrainer other =
        TinyGans.open(gan.withGeneratorOptimizer(Adam.of().withBeta1(0.3)), TinyGans.images(4))) {
      Map<String, FloatTensor> before = other.weights();
      assertThatThrownBy(() -> other.restore(saved))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "checkpoint "
                  + saved
                  + ": expected the generator_optimizer of spec \"tiny\" but found another"
                  + " generator_optimizer; open the trainer with the spec in "
                  + saved.resolve("gan.json"));
      assertThat(other.weights()).isEqualTo(before);
    }
  }

  @Test
  void refusesTheCheckpointOfAnotherKeras() {
    Path saved = folder.resolve("saved");
    try (TensorFlowTrainer trainer = TinyGans.open(TinyGans.dense(), TinyGans.images(4))) {
      trainer.save(saved);
    }
    Gan keras2 = TinyGans.dense().withKeras(KerasVersion.KERAS_2);
    try (TensorFlowTrainer other = TinyGans.open(keras2, TinyGans.images(4))) {
      assertThatThrownBy(() -> other.restore(saved))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "checkpoint "
                  + saved
                  + ": expected the keras of spec \"tiny\" but found another keras; open the"
                  + " trainer with the spec in "
                  + saved.resolve("gan.json"));
    }
  }

  @Test
  void resumesWithAnotherLearningRate() {
    Gan gan = TinyGans.dense();
    Path saved = folder.resolve("saved");
    Map<String, FloatTensor> weights;
    try (TensorFlowTrainer trainer = TinyGans.open(gan, TinyGans.images(4))) {
      trainer.trainUntil(2);
      trainer.save(saved);
      weights = trainer.weights();
    }
    Gan slower =
        gan.withGeneratorOptimizer(gan.generatorOptimizer().withLearningRate(1e-9))
            .withDiscriminatorOptimizer(gan.discriminatorOptimizer().withLearningRate(1e-9));
    try (TensorFlowTrainer other = TinyGans.open(slower, TinyGans.images(4))) {
      other.restore(saved);
      assertThat(other.weights()).isEqualTo(weights);
      other.trainUntil(3);
      FloatTensor before = requireNonNull(weights.get("generator/dense/kernel"));
      FloatTensor after = requireNonNull(other.weights().get("generator/dense/kernel"));
      assertThat(after.toArray()).usingComparatorWithPrecision(1e-7f).isEqualTo(before.toArray());
    }
  }

  /** Some bytes of every file; {@code CheckpointFilesTest} takes every byte. */
  @Test
  void refusesDamagedFilesByName() throws IOException {
    Path saved = folder.resolve("saved");
    try (TensorFlowTrainer trainer = TinyGans.open(TinyGans.dense(), TinyGans.images(4))) {
      trainer.save(saved);
      trainer.trainUntil(1);
      Map<String, FloatTensor> weights = trainer.weights();
      for (String name :
          List.of("checkpoint.json", "gan.json", "variables.index", VARIABLES_DATA)) {
        Path file = saved.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        for (int at : new int[] {0, whole.length / 3, whole.length / 2, whole.length - 1}) {
          byte[] bytes = whole.clone();
          bytes[at] ^= 1;
          Files.write(file, bytes);
          assertRefused(trainer, saved, name + " with changed bytes");
        }
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertRefused(trainer, saved, name + " with ");
        Files.delete(file);
        if (!name.equals("checkpoint.json")) {
          assertRefused(trainer, saved, "no " + name);
        }
        Files.write(file, whole);
      }
      assertThat(trainer.weights()).isEqualTo(weights);
      trainer.restore(saved);
      assertThat(trainer.iteration()).isZero();
    }
  }

  private static void assertRefused(TensorFlowTrainer trainer, Path saved, String found) {
    assertThatThrownBy(() -> trainer.restore(saved))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "checkpoint " + saved + ": expected its files unchanged but found " + found)
        .hasMessageEndingWith("; use another checkpoint, or copy this one again")
        .hasMessageNotContaining("\n");
  }

  @Test
  void describesItsRun() {
    Path saved = folder.resolve("saved");
    List<TrainingEvent> received = new ArrayList<>();
    try (TensorFlowTrainer trainer = TinyGans.open(TinyGans.dense(), TinyGans.images(4))) {
      trainer.trainUntil(2, received::add);
      trainer.save(saved);
    }
    CheckpointInfo info = CheckpointFiles.verify(saved);
    assertThat(info.iteration()).isEqualTo(2);
    assertThat(info.seed()).isEqualTo(5);
    String device = TensorFlowInstallation.inspect().gpus().isEmpty() ? "cpu" : "gpu";
    assertThat(info.computation())
        .isEqualTo(
            Computation.of(1, 1, "float32")
                .withDevice(device)
                .withForms(FormTable.namesOfProducts())
                .withEnvironment(
                    info.computation().environment(), info.computation().environmentAdded()));
    assertThat(info.images()).isEqualTo(RunInfo.Images.of(TinyGans.images(4)));
    assertThat(info.versions().backend()).isEqualTo(TensorFlowBackend.of().version());
    assertThat(info.metricsLine())
        .isEqualTo(MetricsLine.of((TrainingEvent.IterationDone) received.get(received.size() - 3)));
  }

  /** Half an iteration must not be saved: whoever resumes would take it for a whole one. */
  @Test
  void refusesToSaveAnIterationCutOffByAnError() {
    Path saved = folder.resolve("saved");
    try (TensorFlowTrainer trainer = TinyGans.open(TinyGans.dense(), TinyGans.images(4))) {
      trainer.save(saved);
      assertThatThrownBy(
              () ->
                  trainer.run(
                      number -> {
                        throw new IllegalStateException("out of memory");
                      }))
          .hasMessage("out of memory");
      assertThatThrownBy(() -> trainer.save(folder.resolve("other")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("trainer of tiny: iteration 1 was cut off by an error; restore a checkpoint");
      trainer.restore(saved);
      trainer.save(folder.resolve("other"));
    }
    assertThat(CheckpointFiles.verify(folder.resolve("other")).iteration()).isZero();
  }
}
