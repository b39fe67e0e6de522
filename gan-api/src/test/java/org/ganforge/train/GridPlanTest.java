package org.ganforge.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class GridPlanTest {
  @Test
  void drawsEverySoManyIterationsAndAfterThoseThatAreNamed() {
    TrainingPlan plan = TrainingPlan.of().withGridEvery(500).withGridAt(List.of(1L, 25L, 1000L));

    assertThat(LongStream.rangeClosed(1, 1600).filter(plan::drawsGridAfter))
        .containsExactly(1L, 25L, 500L, 1000L, 1500L);
  }

  @Test
  void namesNoFurtherIterationsByDefault() {
    assertThat(TrainingPlan.of().gridAt()).isEmpty();
  }

  @Test
  void refusesIterationsOutOfOrder() {
    refused(List.of(25L, 2L), "[25, 2]");
  }

  @Test
  void refusesAnIterationGivenTwice() {
    refused(List.of(2L, 2L), "[2, 2]");
  }

  @Test
  void refusesAnIterationBeforeTheFirst() {
    refused(List.of(0L, 2L), "[0, 2]");
  }

  private static void refused(List<Long> iterations, String found) {
    assertThatThrownBy(() -> TrainingPlan.of().withGridAt(iterations))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "plan grid_at: expected iterations from 1 in ascending order but found "
                + found
                + "; sort them and give each once");
  }
}
