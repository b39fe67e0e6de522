package org.ganforge.examples.train;

import java.time.Duration;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;

/** Stops a training when its time is over. */
public final class TimeLimit implements TrainingListener {
  private final Duration limit;
  private final Runnable stop;
  private long start;
  private boolean over;

  /**
   * Makes a limit, which begins with the training.
   *
   * @param stop stops it
   */
  public TimeLimit(Duration limit, Runnable stop) {
    this.limit = limit;
    this.stop = stop;
  }

  @Override
  public void on(TrainingEvent event) {
    long now = System.nanoTime();
    if (event instanceof TrainingEvent.Started) {
      start = now;
    } else if (event instanceof TrainingEvent.IterationDone && now - start >= limit.toNanos()) {
      over = true;
      stop.run();
    }
  }

  /** Returns whether it has stopped the training. */
  boolean isOver() {
    return over;
  }
}
