package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.junit.jupiter.api.Test;

/** Listeners are notified of what happens, and can end a run, but not change it. */
class ListenerTest {
  private static TensorFlowTrainer open() {
    return TinyGans.open(TinyGans.convolutional(), TinyGans.images(10));
  }

  private static TrainingListener at(long iteration, Runnable action) {
    return event -> {
      if (event instanceof TrainingEvent.IterationDone && event.iteration() == iteration) {
        action.run();
      }
    };
  }

  @Test
  void receivesEverythingInOrder() {
    Gan tiny = TinyGans.convolutional();
    Gan gan =
        tiny.withPlan(tiny.plan().withIterations(5))
            .withRecording(tiny.recording().withGridEvery(2));
    List<String> received = new ArrayList<>();
    try (TensorFlowTrainer trainer = TinyGans.open(gan, TinyGans.images(10))) {
      trainer.train(
          e -> received.add(e.getClass().getSimpleName() + " " + e.iteration()),
          e -> {
            if (e instanceof TrainingEvent.Samples samples) {
              assertThat(samples.images().shape()).isEqualTo(TensorShape.of(40, 4, 4, 1));
            }
          });
    }
    assertThat(received)
        .containsExactly(
            "Started 0",
            "Samples 0",
            "IterationDone 1",
            "IterationDone 2",
            "Samples 2",
            "IterationDone 3",
            "IterationDone 4",
            "Samples 4",
            "IterationDone 5",
            "Samples 5",
            "Finished 5");
  }

  @Test
  void receivesTheScoresOfRealImagesAndSamplesIfThePlanAsksForThem() {
    Gan tiny = TinyGans.convolutional();
    Gan gan =
        tiny.withRecording(
            tiny.recording().withGridRows(1).withGridColumns(5).withGridScores(true));
    ImageDataset images = TinyGans.images(10);
    List<TrainingEvent> received = new ArrayList<>();
    try (TensorFlowTrainer trainer = TinyGans.open(gan, images)) {
      trainer.trainUntil(2, received::add);

      TrainingEvent.Samples samples = last(received, TrainingEvent.Samples.class);
      TrainingEvent.Scores scores = last(received, TrainingEvent.Scores.class);
      FloatTensor real = images.images(ValueRange.MINUS_ONE_TO_ONE, 0, 1, 2);
      assertThat(scores.real()).isEqualTo(real);
      assertThat(scores.generated()).isEqualTo(samples.images().slice(0, 2));
      assertThat(scores.realScores()).isEqualTo(trainer.score(real));
      assertThat(scores.generatedScores()).isEqualTo(trainer.score(scores.generated()));
      assertThat(scores.iteration()).isEqualTo(2);
    }
    assertThat(received.stream().map(e -> e.getClass().getSimpleName()))
        .containsExactly(
            "Started",
            "Samples",
            "Scores",
            "IterationDone",
            "IterationDone",
            "Samples",
            "Scores",
            "Finished");
  }

  private static <T> T last(List<TrainingEvent> received, Class<T> type) {
    return received.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  @Test
  void receivesNoMoreScoresThanThereAreRealImages() {
    Gan tiny = TinyGans.dense();
    Gan gan = tiny.withRecording(tiny.recording().withGridScores(true));
    List<TrainingEvent> received = new ArrayList<>();
    try (TensorFlowTrainer trainer = TinyGans.open(gan, TinyGans.images(10))) {
      trainer.trainUntil(1, received::add);
    }
    TrainingEvent.Scores scores = last(received, TrainingEvent.Scores.class);
    assertThat(scores.real().shape()).isEqualTo(TensorShape.of(10, 16));
    assertThat(scores.generated().shape()).isEqualTo(TensorShape.of(30, 16));
  }

  @Test
  void stopsATrainingAfterTheIterationToBeResumed() {
    try (TensorFlowTrainer trainer = open();
        TensorFlowTrainer other = open()) {
      List<TrainingEvent> received = new ArrayList<>();
      TrainingReport report = trainer.trainUntil(6, at(2, trainer::stop), received::add);
      assertThat(report.iteration()).isEqualTo(2);
      assertThat(report.stopped()).isTrue();
      assertThat(received).last().isEqualTo(new TrainingEvent.Finished(2, true));
      assertThat(trainer.iteration()).isEqualTo(2);

      TrainingReport rest = trainer.trainUntil(4);
      assertThat(rest.iteration()).isEqualTo(4);
      assertThat(rest.stopped()).isFalse();
      other.trainUntil(4);
      assertThat(trainer.weights()).isEqualTo(other.weights());
    }
  }

  /** The first part may have been interrupted between the iteration and its picture. */
  @Test
  void receivesThePictureAgainWhenATrainingIsResumed() {
    Gan tiny = TinyGans.convolutional();
    Gan gan = tiny.withRecording(tiny.recording().withGridEvery(2));
    try (TensorFlowTrainer trainer = TinyGans.open(gan, TinyGans.images(10))) {
      List<TrainingEvent> first = new ArrayList<>();
      List<TrainingEvent> second = new ArrayList<>();
      List<TrainingEvent> third = new ArrayList<>();
      trainer.trainUntil(2, first::add);
      trainer.trainUntil(3, second::add);
      trainer.trainUntil(4, third::add);
      TrainingEvent.Samples again = (TrainingEvent.Samples) second.get(1);
      assertThat(again).isEqualTo(last(first, TrainingEvent.Samples.class));
      assertThat(third.get(1)).isInstanceOf(TrainingEvent.IterationDone.class);
    }
  }

  @Test
  void aTrainingCanBeStoppedFromAnotherThread() throws InterruptedException {
    try (TensorFlowTrainer trainer = open()) {
      Thread stopper = new Thread(trainer::stop);
      TrainingReport report = trainer.trainUntil(Long.MAX_VALUE, at(3, stopper::start));
      stopper.join();
      assertThat(report.stopped()).isTrue();
      assertThat(report.iteration()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void doesNothingThatIsAlreadyDone() {
    try (TensorFlowTrainer trainer = open()) {
      trainer.trainUntil(2);
      Map<String, FloatTensor> weights = trainer.weights();
      TrainingReport report = trainer.trainUntil(2);
      assertThat(report.iteration()).isEqualTo(2);
      assertThat(report.stopped()).isFalse();
      assertThat(trainer.weights()).isEqualTo(weights);
    }
  }

  @Test
  void anExceptionEndsTrainingWithTheWeightsOfTheIteration() {
    try (TensorFlowTrainer trainer = open();
        TensorFlowTrainer other = open()) {
      RuntimeException mishap = new IllegalArgumentException("full disk");
      TrainingListener thrower =
          at(
              2,
              () -> {
                throw mishap;
              });
      assertThatThrownBy(() -> trainer.trainUntil(4, thrower)).isSameAs(mishap);
      assertThat(trainer.iteration()).isEqualTo(2);
      other.trainUntil(2);
      assertThat(trainer.weights()).isEqualTo(other.weights());
      trainer.trainUntil(4);
      other.trainUntil(4);
      assertThat(trainer.weights()).isEqualTo(other.weights());
    }
  }

  @Test
  void listeningChangesNothing() {
    try (TensorFlowTrainer trainer = open();
        TensorFlowTrainer other = open()) {
      trainer.trainUntil(
          3,
          event -> {
            trainer.sample(2, 1);
            trainer.evaluateGenerator(trainer.noise(2, 2));
          });
      other.trainUntil(3);
      assertThat(trainer.weights()).isEqualTo(other.weights());
    }
  }
}
