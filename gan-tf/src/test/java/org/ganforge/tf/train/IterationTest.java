package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganforge.KerasVersion.KERAS_2;
import static org.ganforge.KerasVersion.KERAS_3;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.KerasVersion;
import org.ganforge.layer.FloatTensor;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.optimizer.RMSprop;
import org.ganforge.optimizer.SGD;
import org.ganforge.train.Adaptive;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.Fakes;
import org.ganforge.train.Schedule;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One iteration under every kind of plan. */
class IterationTest {
  private static final int ITERATIONS = 3;

  @TempDir private Path folder;

  /**
   * Returns two optimizers for each composition.
   *
   * @param first 0 or 1 for one half of all pairs or the other; each has every composition and
   *     every optimizer
   */
  private static Stream<Arguments> optimizers(int first) {
    Optimizer outside = RMSprop.of(InverseTimeDecay.of(0.01, 1, 0.1)).withClipvalue(0.05);
    Optimizer inside = RMSprop.of(0.01).withMomentum(0.5).withCentered(true);
    Optimizer adam = Adam.of(0.01).withAmsgrad(true).withGlobalClipnorm(0.1);
    Optimizer sgd = SGD.of(0.1).withMomentum(0.9).withNesterov(true);
    List<Arguments> some = new ArrayList<>();
    BatchComposition[] compositions = BatchComposition.values();
    for (int i = 0; i < compositions.length; i++) {
      BatchComposition composition = compositions[i];
      boolean separate = composition.isSeparate();
      if (i % 2 == first) {
        some.add(Arguments.of(composition, separate ? KERAS_2 : KERAS_3, outside));
        some.add(Arguments.of(composition, KERAS_2, adam));
      } else {
        some.add(Arguments.of(composition, separate ? KERAS_3 : KERAS_2, inside));
        some.add(Arguments.of(composition, KERAS_3, sgd));
      }
    }
    return some.stream();
  }

  static Stream<Arguments> optimizers() {
    return optimizers(0);
  }

  static Stream<Arguments> otherOptimizers() {
    return optimizers(1);
  }

  /** In one run the updates must still be in order, each seeing the result of the one before. */
  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("optimizers")
  void oneRunIsUpdateByUpdate(
      BatchComposition composition, KerasVersion keras, Optimizer optimizer) {
    assertUpdateByUpdate(composition, keras, optimizer);
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("otherOptimizers")
  void oneRunIsUpdateByUpdateInTheOtherCombinations(
      BatchComposition composition, KerasVersion keras, Optimizer optimizer) {
    assertUpdateByUpdate(composition, keras, optimizer);
  }

  private void assertUpdateByUpdate(
      BatchComposition composition, KerasVersion keras, Optimizer optimizer) {
    Gan tiny = TinyGans.convolutional();
    Gan gan =
        tiny.withKeras(keras)
            .withGeneratorOptimizer(optimizer)
            .withDiscriminatorOptimizer(optimizer)
            .withPlan(tiny.plan().withComposition(composition).withOrder(BatchOrder.SHUFFLED));
    List<Trace> traces = traces(gan, ScheduledIteration.MOST_PARTS, 1);
    assertThat(traces.get(0)).isEqualTo(traces.get(1));
  }

  private static final List<Schedule> SCHEDULES =
      List.of(
          new Alternating(5, 1),
          new Alternating(1, 2),
          new Alternating(2, 3),
          Adaptive.of().withCap(2).withValidation(6).withUpdatesPerCheck(3),
          Adaptive.of().withCap(3).withValidation(4).withValidationRealShare(0));

  /**
   * Covers every pair of schedule, composition and fakes.
   *
   * @param first 0 or 1 for one half of all combinations or the other, each of which covers them
   */
  private static Stream<Arguments> schedules(int first) {
    List<Arguments> half = new ArrayList<>();
    Fakes[] fakes = Fakes.values();
    for (int i = 0; i < SCHEDULES.size(); i++) {
      half.add(Arguments.of(SCHEDULES.get(i), BatchComposition.MIXED, fakes[(i + first) % 2]));
      half.add(
          Arguments.of(SCHEDULES.get(i), BatchComposition.SEPARATE, fakes[(i + first + 1) % 2]));
    }
    return half.stream();
  }

  static Stream<Arguments> schedules() {
    return schedules(0);
  }

  static Stream<Arguments> otherSchedules() {
    return schedules(1);
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("schedules")
  void theTurnsOfAScheduleInOneRunAreUpdateByUpdate(
      Schedule schedule, BatchComposition composition, Fakes fakes) {
    assertUpdateByUpdate(schedule, composition, fakes);
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("otherSchedules")
  void theOtherCombinationsAreToo(Schedule schedule, BatchComposition composition, Fakes fakes) {
    assertUpdateByUpdate(schedule, composition, fakes);
  }

  private void assertUpdateByUpdate(Schedule schedule, BatchComposition composition, Fakes fakes) {
    Gan tiny = TinyGans.convolutional();
    Gan gan =
        tiny.withPlan(
            tiny.plan()
                .withComposition(composition)
                .withFakes(fakes)
                .withOrder(BatchOrder.SHUFFLED)
                .withSchedule(schedule));
    List<Trace> traces = traces(gan, ScheduledIteration.MOST_PARTS, 1, 3);
    assertThat(traces.get(0)).isEqualTo(traces.get(1));
    assertThat(traces.get(0)).isEqualTo(traces.get(2));
  }

  private record Trace(List<TrainingEvent.IterationDone> done, Map<String, FloatTensor> weights) {
    static Trace of(TensorFlowTrainer trainer, int mostParts) {
      Iteration iteration = new ScheduledIteration(trainer, mostParts);
      List<TrainingEvent.IterationDone> done = new ArrayList<>();
      for (int i = 1; i <= ITERATIONS; i++) {
        done.add(iteration.run(i));
      }
      return new Trace(done, trainer.weights());
    }
  }

  /** Trains from the same state with each number of parts in a run, all in one graph. */
  private List<Trace> traces(Gan gan, int... mostParts) {
    Path start = folder.resolve("start");
    List<Trace> traces = new ArrayList<>();
    try (TensorFlowTrainer trainer = TinyGans.open(gan, TinyGans.images(11))) {
      trainer.save(start, null);
      for (int most : mostParts) {
        trainer.restore(start);
        traces.add(Trace.of(trainer, most));
      }
    }
    return traces;
  }

  /** Covers every pair of composition, schedule and order. */
  static Stream<Arguments> plans() {
    BatchComposition[] compositions = BatchComposition.values();
    BatchOrder[] orders = BatchOrder.values();
    List<Schedule> schedules =
        List.of(
            new Alternating(1, 1),
            new Alternating(2, 1),
            new Alternating(1, 2),
            Adaptive.of().withCap(3).withValidation(8).withGeneratorUntil(0.5),
            Adaptive.of()
                .withCap(3)
                .withValidationRealShare(0)
                .withValidation(3)
                .withUpdatesPerCheck(2)
                .withRealShare(0.75),
            Adaptive.of().withCap(3).withValidationRealShare(1).withValidation(3));
    List<Arguments> all = new ArrayList<>();
    for (int i = 0; i < compositions.length; i++) {
      for (int j = 0; j < schedules.size(); j++) {
        all.add(Arguments.of(compositions[i], orders[(i + j) % orders.length], schedules.get(j)));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("plans")
  void countsUpdatesAndImages(BatchComposition composition, BatchOrder order, Schedule schedule) {
    Gan tiny = TinyGans.dense();
    TrainingPlan plan =
        tiny.plan().withComposition(composition).withOrder(order).withSchedule(schedule);
    List<TrainingEvent.IterationDone> done = new ArrayList<>();
    try (TensorFlowTrainer trainer = TinyGans.open(tiny.withPlan(plan), TinyGans.images(11))) {
      trainer.trainUntil(
          ITERATIONS,
          event -> {
            if (event instanceof TrainingEvent.IterationDone iteration) {
              done.add(iteration);
            }
          });
    }
    assertThat(done).hasSize(ITERATIONS);
    long discriminatorUpdates = 0;
    long generatorUpdates = 0;
    for (TrainingEvent.IterationDone iteration : done) {
      long discriminatorBatches =
          (iteration.discriminator().updates() - discriminatorUpdates)
              / (composition.isSeparate() ? 2 : 1);
      long generatorBatches = iteration.generator().updates() - generatorUpdates;
      checkTurns(schedule, iteration, discriminatorBatches, generatorBatches);
      assertThat(iteration.images())
          .isEqualTo(
              composition.imageCount(TinyGans.BATCH) * discriminatorBatches
                  + TinyGans.BATCH * generatorBatches);
      discriminatorUpdates = iteration.discriminator().updates();
      generatorUpdates = iteration.generator().updates();
    }
  }

  /**
   * Schedules are interpreted directly, so there is no table whose coverage could be tested
   * instead.
   */
  @Test
  void everyScheduleIsPlayed() {
    assertThat(Schedule.class.getPermittedSubclasses())
        .isNotEmpty()
        .isSubsetOf(schedules().map(row -> row.get()[0].getClass()).toList());
  }

  private static void checkTurns(
      Schedule schedule, TrainingEvent.IterationDone done, long discriminator, long generator) {
    assertThat(done.discriminator().training().loss()).isPositive().isFinite();
    assertThat(done.generator().training().loss()).isPositive().isFinite();
    if (schedule instanceof Alternating alternating) {
      assertThat(discriminator).isEqualTo(alternating.discriminatorTurns());
      assertThat(generator).isEqualTo(alternating.generatorTurns());
      assertThat(done.discriminator().validation()).isNull();
      assertThat(done.generator().validation()).isNull();
    } else if (schedule instanceof Adaptive adaptive) {
      int updates = adaptive.updatesPerCheck();
      assertThat(discriminator % updates).isZero();
      assertThat(generator % updates).isZero();
      assertThat(discriminator / updates).isBetween(1L, 3L);
      assertThat(generator / updates).isBetween(1L, 3L);
      assertThat(done.discriminator().validation()).isNotNull();
      assertThat(done.generator().validation()).isNotNull();
    } else {
      throw new AssertionError(schedule);
    }
  }
}
