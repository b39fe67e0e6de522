package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.KerasVersion;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.RMSprop;
import org.ganforge.train.Adaptive;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.Schedule;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that was saved and taken up again is the run that never stopped. */
class CheckpointTest {
  @TempDir private Path folder;

  static Stream<Schedule> schedules() {
    return Stream.of(Alternating.of(), new Alternating(2, 1), new Adaptive(0.6, 0.6, 3, 8));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void goesOnToTheBitAsIfItHadNotStopped(Schedule schedule) {
    Gan tiny = TinyGans.convolutional();
    Gan gan =
        tiny.withGeneratorOptimizer(RMSprop.of(0.01).withMomentum(0.5).withDecay(0.01))
            .withPlan(tiny.plan().withOrder(BatchOrder.SHUFFLED).withSchedule(schedule));
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
      trainer.trainUntil(1); // what has been before does not matter
      trainer.restore(saved);
      assertThat(trainer.iteration()).isEqualTo(3);
      List<TrainingEvent> rest = new ArrayList<>();
      trainer.trainUntil(6, rest::add);
      assertThat(rest).isEqualTo(whole);
      assertThat(trainer.weights()).isEqualTo(weights);
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
              "gan.json", "variables.index", "variables.data-00000-of-00001");
    }
  }

  @Test
  void refusesToWriteOverSomething() {
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
  void refusesWhatIsNoCheckpoint() {
    try (TensorFlowTrainer trainer = TinyGans.open(TinyGans.dense(), TinyGans.images(4))) {
      String expected = ": expected a directory with gan.json and variables.index but found ";
      String wayOut = "; give a directory that save has written";
      assertThatThrownBy(() -> trainer.restore(folder))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("checkpoint " + folder + expected + "no gan.json" + wayOut);
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
        TinyGans.open(gan.withGeneratorOptimizer(Adam.of(0.3)), TinyGans.images(4))) {
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
                  + ": expected the keras of spec \"tiny\" but found another keras; open the trainer"
                  + " with the spec in "
                  + saved.resolve("gan.json"));
    }
  }

  @Test
  void refusesDamagedFilesInOneLine() throws IOException {
    Path saved = folder.resolve("saved");
    try (TensorFlowTrainer trainer = TinyGans.open(TinyGans.dense(), TinyGans.images(4))) {
      trainer.save(saved);
      Path data = saved.resolve("variables.data-00000-of-00001");
      byte[] bytes = Files.readAllBytes(data);
      bytes[3] ^= 1;
      Files.write(data, bytes);
      assertThatThrownBy(() -> trainer.restore(saved))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("checkpoint " + saved + ": expected whole files but found ")
          .hasMessageEndingWith("; use another checkpoint, or copy this one again")
          .hasMessageNotContaining("\n");
      Files.delete(data);
      assertThatThrownBy(() -> trainer.restore(saved))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("checkpoint " + saved + ": expected whole files but found ");
    }
  }
}
