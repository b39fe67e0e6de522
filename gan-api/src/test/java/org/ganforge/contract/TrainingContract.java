package org.ganforge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;
import static org.ganforge.contract.ContractGans.someImages;
import static org.ganforge.contract.ContractGans.someNoise;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.SGD;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole training sessions: their bits, their events, what may be done meanwhile, and how they end.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
public interface TrainingContract extends TestedBackend {
  private static TrainingListener at(long iteration, Runnable action) {
    return event -> {
      if (event instanceof TrainingEvent.IterationDone && event.iteration() == iteration) {
        action.run();
      }
    };
  }

  /** The outcome of training, bit for bit. */
  record Outcome(List<TrainingEvent> events, Map<String, FloatTensor> weights) {}

  private Outcome train(Gan gan) {
    List<TrainingEvent> events = new ArrayList<>();
    try (GanTrainer trainer = open(gan)) {
      trainer.train(events::add);
      return new Outcome(events, trainer.weights());
    }
  }

  @Test
  default void theSameSeedGivesTheSameBits() {
    for (Gan gan : List.of(ContractGans.adam(), ContractGans.momentum())) {
      Outcome first = train(gan);
      assertThat(train(gan)).isEqualTo(first);
      assertThat(train(gan.withPlan(gan.plan().withSeed(6))).weights())
          .isNotEqualTo(first.weights());
    }
  }

  @Test
  default void trainingInPartsEqualsTrainingAtOnce() {
    Gan gan = ContractGans.adam();
    Gan separate = gan.withPlan(gan.plan().withComposition(BatchComposition.SEPARATE));
    for (Gan each : List.of(gan, separate)) {
      try (GanTrainer trainer = open(each)) {
        trainer.trainUntil(1);
        assertThat(trainer.iteration()).isEqualTo(1);
        trainer.trainUntil(3);
        trainer.train();
        assertThat(trainer.weights()).isEqualTo(train(each).weights());
        assertThat(trainer.trainUntil(2).iteration()).isEqualTo(4);
        assertThat(trainer.weights()).isEqualTo(train(each).weights());
      }
    }
  }

  @Test
  default void listenersReceiveAllEventsInOrder() {
    Gan gan = ContractGans.adam();
    List<TrainingEvent> events =
        train(
                gan.withRecording(
                    gan.recording().withGridEvery(3).withGridRows(2).withGridColumns(3)))
            .events();
    assertThat(events.stream().map(e -> e.getClass().getSimpleName() + " " + e.iteration()))
        .containsExactly(
            "Started 0",
            "Samples 0",
            "IterationDone 1",
            "IterationDone 2",
            "IterationDone 3",
            "Samples 3",
            "IterationDone 4",
            "Samples 4",
            "Finished 4");
    assertThat(events.get(1))
        .isInstanceOfSatisfying(
            TrainingEvent.Samples.class,
            samples ->
                assertThat(samples.images().shape())
                    .isEqualTo(TensorShape.of(6, ContractGans.PIXELS)));
    assertThat(events.get(4))
        .isInstanceOfSatisfying(
            TrainingEvent.IterationDone.class,
            done -> {
              assertThat(done.discriminator().updates()).isEqualTo(3);
              assertThat(done.generator().updates()).isEqualTo(3);
              assertThat(done.discriminator().training().loss()).isPositive();
            });
  }

  @Test
  default void stopsAfterItsIterationAndContinuesWhenAsked() {
    try (GanTrainer trainer = open(ContractGans.adam())) {
      trainer.stop(); // nothing is running
      TrainingReport report = trainer.trainUntil(4, at(2, trainer::stop));
      assertThat(report.iteration()).isEqualTo(2);
      assertThat(report.stopped()).isTrue();
      assertThat(trainer.train().stopped()).isFalse();
      assertThat(trainer.weights()).isEqualTo(train(ContractGans.adam()).weights());
    }
  }

  @Test
  default void aListenerThatFailsEndsTrainingWithoutDamage() {
    IllegalStateException failure = new IllegalStateException("no room");
    List<TrainingEvent> others = new ArrayList<>();
    try (GanTrainer trainer = open(ContractGans.adam())) {
      TrainingListener failing =
          at(
              2,
              () -> {
                throw failure;
              });
      assertThatThrownBy(() -> trainer.train(failing, others::add)).isSameAs(failure);
      assertThat(others).last().isInstanceOf(TrainingEvent.IterationDone.class);
      assertThat(trainer.iteration()).isEqualTo(2);
      trainer.train();
      assertThat(trainer.weights()).isEqualTo(train(ContractGans.adam()).weights());
    }
  }

  @Test
  default void aListenerMayLookAndSaveButNotChangeTheTraining(@TempDir Path folder) {
    List<Throwable> refused = new ArrayList<>();
    try (GanTrainer trainer = open(ContractGans.adam())) {
      Runnable listen =
          () -> {
            for (ThrowingCallable call :
                List.<ThrowingCallable>of(
                    trainer::train,
                    () -> trainer.trainUntil(9),
                    () -> trainer.updateGenerator(someNoise(2)),
                    () -> trainer.updateDiscriminator(null, someNoise(2)),
                    () -> trainer.setWeights(trainer.weights()),
                    () -> trainer.restore(folder))) {
              refused.add(catchThrowable(call));
            }
            trainer.sample(2, 1);
            trainer.score(someImages(2));
            trainer.evaluateGenerator(someNoise(2));
            trainer.gradients();
            trainer.save(folder.resolve("saved"));
          };
      trainer.train(at(1, listen));
      assertThat(refused)
          .hasSize(6)
          .allSatisfy(e -> assertThat(e).isInstanceOf(IllegalStateException.class));
      assertThat(trainer.weights()).isEqualTo(train(ContractGans.adam()).weights());
      trainer.restore(folder.resolve("saved"));
      assertThat(trainer.iteration()).isEqualTo(1);
    }
  }

  /**
   * Plain gradient descent subtracts its rate times the gradient. The generator learns after the
   * discriminator, which for it must not have changed: with a rate so small, no weight does.
   */
  @Test
  default void gradientsAreThoseOfTheNextUpdatesAndChangeNothing() {
    Gan gan = ContractGans.sgd();
    assertStepsAlongTheGradients(gan, ContractGans.DISCRIMINATOR);
    assertStepsAlongTheGradients(
        gan.withDiscriminatorOptimizer(SGD.of(1e-30)), ContractGans.GENERATOR);
  }

  private void assertStepsAlongTheGradients(Gan gan, String network) {
    try (GanTrainer trainer = open(gan)) {
      trainer.trainUntil(2);
      Map<String, FloatTensor> before = TestedBackend.weightsOf(trainer, network);
      Map<String, FloatTensor> gradients = trainer.gradients();
      assertThat(gradients).containsOnlyKeys(trainer.weights().keySet());
      trainer.trainUntil(3);
      TestedBackend.weightsOf(trainer, network)
          .forEach(
              (name, after) -> {
                float[] expected = before.get(name).toArray();
                for (int i = 0; i < expected.length; i++) {
                  expected[i] -= 0.1f * gradients.get(name).get(i);
                }
                assertThat(after.toArray()).as(name).containsExactly(expected, within(1e-6f));
                assertThat(after).isNotEqualTo(before.get(name));
              });
      trainer.gradients();
      trainer.train();
      assertThat(trainer.weights()).isEqualTo(train(gan).weights());
    }
  }

  @Test
  default void aSecondThreadIsRefused() throws Exception {
    CountDownLatch stands = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (GanTrainer trainer = open(ContractGans.adam())) {
      CompletableFuture<TrainingReport> training =
          CompletableFuture.supplyAsync(
              () ->
                  trainer.train(
                      at(
                          1,
                          () -> {
                            stands.countDown();
                            await(goOn);
                          })));
      await(stands);
      for (ThrowingCallable call : calls(trainer)) {
        assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
      }
      assertThat(trainer.gan()).isEqualTo(ContractGans.adam());
      goOn.countDown();
      assertThat(training.get().iteration()).isEqualTo(4);
      assertThat(trainer.weights()).isEqualTo(train(ContractGans.adam()).weights());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<ThrowingCallable> calls(GanTrainer trainer) {
    return List.of(
        trainer::iteration,
        trainer::train,
        () -> trainer.trainUntil(1),
        () -> trainer.updateDiscriminator(someImages(2), someNoise(2)),
        () -> trainer.updateGenerator(someNoise(2)),
        () -> trainer.evaluateDiscriminator(someImages(2), null),
        () -> trainer.evaluateGenerator(someNoise(2)),
        () -> trainer.noise(1, 1),
        () -> trainer.generate(someNoise(2)),
        () -> trainer.sample(1, 1),
        () -> trainer.score(someImages(2)),
        trainer::weights,
        () -> trainer.setWeights(Map.of()),
        () -> trainer.save(Path.of("nowhere")),
        () -> trainer.restore(Path.of("nowhere")));
  }

  @Test
  default void aClosedTrainerRefusesEverything() {
    GanTrainer trainer = open(ContractGans.adam());
    trainer.close();
    trainer.close();
    assertThat(calls(trainer))
        .allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(IllegalStateException.class));
    assertThat(trainer.gan()).isEqualTo(ContractGans.adam());
    assertThat(trainer.forms()).isNotNull();
    trainer.stop();
    assertThat(Path.of("nowhere")).doesNotExist();
  }

  @Test
  default void closingFromAListenerEndsTheTrainingAfterItsIteration() {
    List<TrainingEvent> events = new ArrayList<>();
    GanTrainer trainer = open(ContractGans.adam());
    TrainingReport report = trainer.trainUntil(9, at(2, trainer::close), events::add);
    assertThat(report.iteration()).isEqualTo(2);
    assertThat(report.stopped()).isTrue();
    assertThat(events).last().isEqualTo(new TrainingEvent.Finished(2, true));
    assertThatThrownBy(trainer::iteration).isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void trainingNeedsImagesOfTheRightSize() {
    try (GanTrainer trainer = backend().open(ContractGans.adam())) {
      assertThatThrownBy(trainer::train).isInstanceOf(IllegalStateException.class);
    }
    ImageDataset wide = ImageDataset.of("wide", TensorShape.of(4, 5, 1), new byte[40]);
    assertThatThrownBy(() -> backend().open(ContractGans.adam(), wide).close())
        .isInstanceOf(InvalidInputException.class);
  }

  /** It learns to tell noise images from those of a generator that is not trained. */
  @Test
  default void aDiscriminatorTrainedAloneLearns() {
    try (GanTrainer trainer = open(ContractGans.adam())) {
      FloatTensor real = someImages(8);
      FloatTensor noise = someNoise(8);
      double before = trainer.evaluateDiscriminator(real, noise).loss();
      for (int i = 0; i < 200; i++) {
        trainer.updateDiscriminator(real, noise);
      }
      assertThat(trainer.evaluateDiscriminator(real, noise).loss()).isLessThan(before / 4);
      assertThat(trainer.evaluateDiscriminator(real, noise).accuracy()).isEqualTo(1);
    }
  }
}
