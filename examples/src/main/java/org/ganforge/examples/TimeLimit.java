package org.ganforge.examples;

import java.time.Duration;
import java.util.List;
import org.ganforge.GanTrainer;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;

/** Stops a training when its time is over. */
final class TimeLimit implements Training.ListenerMaker {
  private final Duration limit;
  private long start;
  private boolean over;

  TimeLimit(Duration limit) {
    this.limit = limit;
  }

  @Override
  public List<TrainingListener> of(GanTrainer trainer) {
    return List.of(event -> on(event, trainer));
  }

  private void on(TrainingEvent event, GanTrainer trainer) {
    long now = System.nanoTime();
    if (event instanceof TrainingEvent.Started) {
      start = now;
    } else if (event instanceof TrainingEvent.IterationDone && now - start >= limit.toNanos()) {
      over = true;
      trainer.stop();
    }
  }

  /** Returns whether it has stopped the training. */
  boolean isOver() {
    return over;
  }
}
