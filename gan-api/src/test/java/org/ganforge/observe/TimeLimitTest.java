package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private static final NetworkMetrics METRICS = new NetworkMetrics(new BatchMetrics(0, 0), null, 1);
  private static final TrainingEvent DONE = new TrainingEvent.IterationDone(1, METRICS, METRICS, 8);

  @Test
  void stopsTrainingAfterTheIterationInWhichItsTimeIsUp() {
    AtomicInteger stops = new AtomicInteger();
    TimeLimit limit = TimeLimit.of(Duration.ZERO, stops::incrementAndGet);
    assertThat(limit.isOver()).isFalse();
    limit.on(DONE);
    assertThat(limit.isOver()).isTrue();
    assertThat(stops).hasValue(1);
  }

  @Test
  void doesNotStopTrainingThatHasTimeLeft() {
    AtomicInteger stops = new AtomicInteger();
    TimeLimit limit = TimeLimit.of(Duration.ofDays(1), stops::incrementAndGet);
    limit.on(DONE);
    limit.on(DONE);
    assertThat(limit.isOver()).isFalse();
    assertThat(stops).hasValue(0);
  }
}
