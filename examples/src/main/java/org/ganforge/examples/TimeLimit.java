package org.ganforge.examples;

import java.time.Duration;
import org.ganforge.GanTrainer;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;

/** Stops a training when its time is over. */
final class TimeLimit implements TrainingListener {
  private final GanTrainer trainer;
  private final Duration limit;
  private long start;

  TimeLimit(GanTrainer trainer, Duration limit) {
    this.trainer = trainer;
    this.limit = limit;
  }

  @Override
  public void on(TrainingEvent event) {
    long now = System.nanoTime();
    if (event instanceof TrainingEvent.Started) {
      start = now;
    } else if (event instanceof TrainingEvent.IterationDone && now - start >= limit.toNanos()) {
      trainer.stop();
    }
  }
}
