package org.ganforge.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EpochsTest {
  @ParameterizedTest
  @EnumSource
  void anEpochHasTheWholeBatchesOfTheImages(BatchOrder order) {
    TrainingPlan plan = TrainingPlan.of().withOrder(order);
    assertThat(Epochs.of(plan, 60_000)).isEqualTo(new Epochs(937, 1));
    assertThat(Epochs.of(plan.withBatchSize(128), 60_000)).isEqualTo(new Epochs(468, 1));
  }

  @Test
  void anEpochIsCountedInTheRealImagesOfATurn() {
    TrainingPlan halves = TrainingPlan.of().withComposition(BatchComposition.SEPARATE_HALVES);
    assertThat(Epochs.of(halves, 5421)).isEqualTo(new Epochs(169, 1));
    assertThat(Epochs.of(halves.withSchedule(new Alternating(5, 1)), 5421))
        .isEqualTo(new Epochs(169, 5));
  }

  @Test
  void thereAreNoneIfTheScheduleIsAdaptiveOrTheImagesFillNoBatch() {
    assertThat(Epochs.of(TrainingPlan.of().withSchedule(Adaptive.of()), 60_000)).isNull();
    assertThat(Epochs.of(TrainingPlan.of(), 63)).isNull();
    assertThat(Epochs.of(TrainingPlan.of(), 64)).isEqualTo(new Epochs(1, 1));
  }

  @Test
  void iterationsBelongToTheEpochTheyEndIn() {
    Epochs epochs = new Epochs(937, 1);
    assertThat(LongStream.of(0, 1, 936, 937, 938, 93_699, 93_700).map(epochs::at))
        .containsExactly(0L, 1L, 1L, 1L, 2L, 100L, 100L);
    assertThat(LongStream.rangeClosed(0, 2000).filter(epochs::endsAt)).containsExactly(937L, 1874L);
  }

  @Test
  void anIterationOfSeveralTurnsMayEndAnEpochAmongThem() {
    Epochs epochs = new Epochs(7, 3);
    assertThat(LongStream.rangeClosed(0, 8).map(epochs::at))
        .containsExactly(0L, 1L, 1L, 2L, 2L, 3L, 3L, 3L, 4L);
    assertThat(LongStream.rangeClosed(0, 8).filter(epochs::endsAt)).containsExactly(3L, 5L, 7L);
    assertThat(LongStream.rangeClosed(0, 2).map(new Epochs(1, 3)::at)).containsExactly(0L, 3L, 6L);
  }

  @Test
  void longTrainingsDoNotOverflow() {
    assertThat(new Epochs(4, 3).at(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE / 4 * 3 + 3);
  }
}
