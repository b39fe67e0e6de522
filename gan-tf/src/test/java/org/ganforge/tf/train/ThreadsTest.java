package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trainers do not disturb each other, and no thread or listener harms one. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ThreadsTest {
  private static final TensorFlowBackend BACKEND =
      TensorFlowBackend.of(TensorFlowOptions.of().withIntraOpThreads(1).withInterOpThreads(1));

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private static GanTrainer open(Gan gan) {
    return BACKEND.open(gan, TinyGans.images(10));
  }

  private static GanTrainer open() {
    return open(TinyGans.convolutional());
  }

  private static Gan seeded(long seed) {
    Gan gan = TinyGans.convolutional();
    return gan.withPlan(gan.plan().withSeed(seed));
  }

  private static TrainingListener at(long iteration, Runnable action) {
    return event -> {
      if (event instanceof TrainingEvent.IterationDone && event.iteration() == iteration) {
        action.run();
      }
    };
  }

  /** The exact results of a training. */
  private record Outcome(List<TrainingEvent> events, Map<String, FloatTensor> weights) {
    static Outcome of(Gan gan, Callable<?> start) throws Exception {
      List<TrainingEvent> events = new ArrayList<>();
      try (GanTrainer trainer = open(gan)) {
        start.call();
        trainer.trainUntil(20, events::add);
        return new Outcome(events, trainer.weights());
      }
    }
  }

  @Test
  void twoTrainersAtOnceGiveWhatEachGivesAlone() throws Exception {
    Outcome first = Outcome.of(seeded(1), () -> 0);
    Outcome second = Outcome.of(seeded(2), () -> 0);
    CyclicBarrier together = new CyclicBarrier(2);
    Future<Outcome> one = threads.submit(() -> Outcome.of(seeded(1), together::await));
    Future<Outcome> two = threads.submit(() -> Outcome.of(seeded(2), together::await));
    assertThat(one.get()).isEqualTo(first);
    assertThat(two.get()).isEqualTo(second).isNotEqualTo(first);
  }

  /** Starts a training that pauses in a listener until it is released. */
  private final class Standing {
    private final CountDownLatch stands = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Future<TrainingReport> report;

    private Standing(GanTrainer trainer, long end) throws InterruptedException {
      report =
          threads.submit(
              () -> {
                Thread.currentThread().setName("trainer-thread");
                return trainer.trainUntil(end, at(1, this::stand));
              });
      stands.await();
    }

    private void stand() {
      stands.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void aSecondThreadIsRefusedUntilTheFirstIsDone() throws Exception {
    try (GanTrainer trainer = open();
        GanTrainer other = open()) {
      Standing training = new Standing(trainer, 3);
      for (ThrowingCallable call : calls(trainer)) {
        assertThatThrownBy(call)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(
                "trainer of tiny is in use by thread \"trainer-thread\"; one thread at a time may"
                    + " use it, but stop() and close() may come from any");
      }
      assertThat(trainer.gan()).isEqualTo(TinyGans.convolutional());
      training.goOn.countDown();
      assertThat(training.report.get().iteration()).isEqualTo(3);
      other.trainUntil(3);
      assertThat(trainer.weights()).isEqualTo(other.weights());
    }
  }

  private List<ThrowingCallable> calls(GanTrainer trainer) {
    FloatTensor noise = FloatTensor.of(TensorShape.of(1, 3), 0, 0, 0);
    return List.of(
        trainer::iteration,
        trainer::train,
        () -> trainer.updateGenerator(noise),
        () -> trainer.evaluateGenerator(noise),
        () -> trainer.generate(noise),
        () -> trainer.sample(1, 1),
        trainer::weights,
        () -> trainer.setWeights(Map.of()),
        () -> trainer.save(folder.resolve("saved")),
        () -> trainer.restore(folder));
  }

  @Test
  void closingWaitsForATrainingThatItStops() throws Exception {
    GanTrainer trainer = open();
    Standing training = new Standing(trainer, Long.MAX_VALUE);
    Future<?> closing = threads.submit(trainer::close);
    assertThat(closing.isDone()).isFalse();
    training.goOn.countDown();
    closing.get();
    assertThat(training.report.get().stopped()).isTrue();
    assertThatThrownBy(trainer::weights)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("trainer of tiny is closed");
    trainer.close();
  }

  /**
   * At all kinds of moments: just opened, in the session's first run, between two runs, during a
   * run.
   */
  @Test
  void closingInTheMiddleOfATrainingNeverHarms() throws Exception {
    for (int moment = 0; moment < 12; moment++) {
      GanTrainer trainer = open(TinyGans.dense());
      CountDownLatch begun = new CountDownLatch(moment % 3 == 0 ? 0 : 1);
      Future<TrainingReport> report =
          threads.submit(() -> trainer.trainUntil(Long.MAX_VALUE, at(2, begun::countDown)));
      begun.await();
      TimeUnit.MILLISECONDS.sleep(moment);
      trainer.close();
      try {
        assertThat(report.get().stopped()).isTrue();
      } catch (ExecutionException e) {
        assertThat(e.getCause()).hasMessage("trainer of tiny is closed");
      }
    }
  }

  @Test
  void aListenerThatClosesEndsTheTrainingAfterTheIteration() {
    List<TrainingEvent> received = new ArrayList<>();
    GanTrainer trainer = open();
    TrainingReport report = trainer.trainUntil(5, at(2, trainer::close), received::add);
    assertThat(report.iteration()).isEqualTo(2);
    assertThat(report.stopped()).isTrue();
    assertThat(received).last().isEqualTo(new TrainingEvent.Finished(2, true));
    assertThatThrownBy(trainer::iteration).hasMessage("trainer of tiny is closed");
    trainer.close();
  }

  @Test
  void aListenerIsRefusedWhatWouldChangeTheTraining() {
    try (GanTrainer trainer = open();
        GanTrainer other = open()) {
      trainer.save(folder.resolve("start"));
      List<Throwable> refused = new ArrayList<>();
      trainer.trainUntil(
          3,
          at(
              1,
              () -> {
                changes(trainer).forEach(call -> refused.add(catchThrowable(call)));
                trainer.save(folder.resolve("one"));
              }));
      assertThat(refused)
          .hasSize(6)
          .allSatisfy(
              e ->
                  assertThat(e)
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessage(
                          "trainer of tiny is training; a listener may look at it, save, stop or"
                              + " close it"));
      other.trainUntil(3);
      assertThat(trainer.weights()).isEqualTo(other.weights());
      trainer.restore(folder.resolve("one"));
      assertThat(trainer.iteration()).isEqualTo(1);
    }
  }

  private List<ThrowingCallable> changes(GanTrainer trainer) {
    FloatTensor noise = trainer.noise(2, 1);
    return List.of(
        trainer::train,
        () -> trainer.trainUntil(9),
        () -> trainer.updateGenerator(noise),
        () -> trainer.updateDiscriminator(null, noise),
        () -> trainer.setWeights(trainer.weights()),
        () -> trainer.restore(folder.resolve("start")));
  }

  /** A listener gets its own copies: writing to them affects nobody else. */
  @Test
  void aListenerThatWritesIntoWhatItIsGivenChangesNothing() {
    try (GanTrainer trainer = open();
        GanTrainer other = open()) {
      trainer.trainUntil(
          3,
          event -> {
            if (event instanceof TrainingEvent.Samples samples) {
              Arrays.fill(samples.images().toArray(), Float.NaN);
            }
            Arrays.fill(trainer.weights().values().iterator().next().toArray(), Float.NaN);
          });
      other.trainUntil(3);
      assertThat(trainer.weights()).isEqualTo(other.weights());
    }
  }

  @Test
  void everyListenerReceivesAnIterationEvenIfOneFails() {
    List<Long> heard = new ArrayList<>();
    RuntimeException first = new IllegalArgumentException("full disk");
    Error second = new AssertionError("and more");
    try (GanTrainer trainer = open();
        GanTrainer other = open()) {
      assertThatThrownBy(
              () ->
                  trainer.trainUntil(
                      4,
                      at(
                          2,
                          () -> {
                            throw first;
                          }),
                      at(
                          2,
                          () -> {
                            throw second;
                          }),
                      event -> {
                        if (event instanceof TrainingEvent.IterationDone) {
                          heard.add(event.iteration());
                        }
                      }))
          .isSameAs(first)
          .hasSuppressedException(second);
      assertThat(heard).containsExactly(1L, 2L);
      assertThat(trainer.iteration()).isEqualTo(2);
      trainer.trainUntil(4);
      other.trainUntil(4);
      assertThat(trainer.weights()).isEqualTo(other.weights());
    }
  }
}
