package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RedrawsTest {
  @Test
  void drawsAsOftenAsAllowedAtFirstAndThenAfterEachTenth() {
    Redraws redraws = new Redraws(100);
    assertThat(LongStream.rangeClosed(1, 2000).filter(redraws::isDue))
        .containsExactly(
            100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L, 1000L, 1100L, 1210L, 1331L, 1464L,
            1610L, 1771L, 1948L);
  }

  @Test
  void aMillionIterationsAreDrawnLessThanAHundredTimes() {
    Redraws redraws = new Redraws(100);
    assertThat(LongStream.rangeClosed(1, 1_000_000).filter(redraws::isDue).count()).isEqualTo(82);
  }

  @Test
  void aResumedTrainingCountsFromWhereItResumes() {
    Redraws redraws = new Redraws(1);
    redraws.startAfter(5000);
    assertThat(LongStream.of(5001, 5499, 5500, 5501).filter(redraws::isDue)).containsExactly(5500L);
  }
}
