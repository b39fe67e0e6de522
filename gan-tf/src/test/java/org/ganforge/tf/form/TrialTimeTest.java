package org.ganforge.tf.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrialTimeTest {
  private long wall = 1_000;
  private long processor = 500;

  private TrialTime time(Duration limit) {
    return new TrialTime(limit, () -> wall, () -> processor);
  }

  private void pass(long seconds, long computed) {
    wall += Duration.ofSeconds(seconds).toNanos();
    processor += Duration.ofSeconds(computed).toNanos();
  }

  @Test
  void isOverAtTheLimitIfTheProcessComputesAllTheTime() {
    TrialTime time = time(Duration.ofSeconds(8));

    pass(7, 14);
    assertThat(time.isOver()).isFalse();
    pass(1, 2);
    assertThat(time.isOver()).isTrue();
  }

  @Test
  void waitingForABusyProcessorDoesNotCount() {
    TrialTime time = time(Duration.ofSeconds(8));

    pass(20, 7);
    assertThat(time.isOver()).isFalse();
    pass(2, 1);
    assertThat(time.isOver()).isTrue();
  }

  @Test
  void isOverAtFourTimesTheLimitHoweverBusyTheProcessorIs() {
    TrialTime time = time(Duration.ofSeconds(8));

    pass(31, 1);
    assertThat(time.isOver()).isFalse();
    pass(1, 0);
    assertThat(time.isOver()).isTrue();
  }

  @Test
  void everySecondCountsWhereTheSystemDoesNotReportTheProcessorsTime() {
    processor = 0;
    TrialTime time = time(Duration.ofSeconds(8));

    pass(8, 0);
    assertThat(time.isOver()).isTrue();
  }

  @Test
  void isOverFromTheStartWithoutALimit() {
    assertThat(time(Duration.ZERO).isOver()).isTrue();
    assertThat(TrialTime.of(Duration.ZERO).isOver()).isTrue();
    assertThat(TrialTime.of(Duration.ofDays(1)).isOver()).isFalse();
  }
}
