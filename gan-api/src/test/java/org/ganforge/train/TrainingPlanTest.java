package org.ganforge.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingPlanTest {
  @Test
  void theDefaultsAreAsDocumented() {
    assertThat(TrainingPlan.of())
        .isEqualTo(
            new TrainingPlan(
                10_000,
                64,
                BatchComposition.MIXED,
                Fakes.TRAINING,
                FakeLabels.RANDOM,
                BatchOrder.RANDOM,
                new Alternating(1, 1),
                0));
    assertThat(RecordingPlan.of())
        .isEqualTo(
            new RecordingPlan(500, List.of(), 4, 10, false, new CheckpointPlan(0, 3), null, null));
  }

  @Test
  void oneOfEverythingIsAPlan() {
    TrainingPlan least =
        new TrainingPlan(
            1,
            1,
            BatchComposition.SEPARATE,
            Fakes.TRAINING,
            FakeLabels.RANDOM,
            BatchOrder.SHUFFLED,
            Alternating.of(),
            -1);
    RecordingPlan few =
        new RecordingPlan(1, List.of(1L), 1, 1, true, new CheckpointPlan(1, 1), null, null);
    assertThat(few.gridSize()).isEqualTo(1);
    assertThat(least.batchSize()).isEqualTo(1);
    assertThat(least.seed()).isEqualTo(-1);
  }

  @Test
  void theLargestBatchIsHalfOfWhatAnIntCounts() {
    assertThat(TrainingPlan.of().withBatchSize((1 << 30) - 1).batchSize()).isEqualTo(1073741823);
    assertThat(TrainingPlan.of().withIterations(1L << 40).iterations()).isEqualTo(1L << 40);
  }

  @Test
  void drawsAtIntervalsAndAfterTheGivenIterations() {
    RecordingPlan plan = RecordingPlan.of().withGridAt(List.of(1L, 25L, 1000L));
    assertThat(LongStream.rangeClosed(1, 1600).filter(plan::drawsGridAfter))
        .containsExactly(1L, 25L, 500L, 1000L, 1500L);
  }

  @ParameterizedTest
  @CsvSource({
    "MIXED, false, false, 64",
    "MIXED_HALVES, false, true, 32",
    "SEPARATE, true, false, 64",
    "SEPARATE_HALVES, true, true, 32"
  })
  void aTurnTakesWholeOrHalfBatchesInOneUpdateOrTwo(
      BatchComposition composition, boolean separate, boolean halved, int real) {
    assertThat(composition.isSeparate()).isEqualTo(separate);
    assertThat(composition.isHalved()).isEqualTo(halved);
    assertThat(composition.imageCount(64)).isEqualTo(2 * real);
  }

  @Test
  void historyCountsTheTurnsOfEachNetwork() {
    assertThat(History.start()).isEqualTo(new History(0, 0, Double.NaN));
    assertThat(
            History.start()
                .after(Turn.DISCRIMINATOR, Double.NaN)
                .after(Turn.GENERATOR, 0.5)
                .after(Turn.GENERATOR, 0.25))
        .isEqualTo(new History(1, 2, 0.25));
  }

  @Test
  void theMetricsOfSeveralUpdatesAreAveraged() {
    BatchMetrics one = new BatchMetrics(1, 0.25);
    BatchMetrics other = new BatchMetrics(2, 0.75);
    assertThat(BatchMetrics.mean(List.of(one))).isEqualTo(one);
    assertThat(BatchMetrics.mean(List.of(one, other))).isEqualTo(new BatchMetrics(1.5, 0.5));
    assertThat(BatchMetrics.mean(List.of(one, other, other, one)))
        .isEqualTo(new BatchMetrics(1.5, 0.5));
  }
}
