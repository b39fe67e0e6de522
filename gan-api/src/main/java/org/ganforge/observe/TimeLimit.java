package org.ganforge.observe;

import java.time.Duration;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Stops training when its time is up, after the current iteration. The time starts with training;
 * it does not restart if a run goes back to a checkpoint.
 *
 * <pre>{@code
 * run.train(backend, TimeLimit.of(Duration.ofMinutes(15), run::stop));
 * }</pre>
 */
public final class TimeLimit implements TrainingListener {
  private final Duration limit;
  private final Runnable stop;
  private @Nullable Long start;
  private boolean over;

  private TimeLimit(Duration limit, Runnable stop) {
    this.limit = limit;
    this.stop = stop;
  }

  /**
   * Returns a limit for one training.
   *
   * @param stop stops the training: {@code run::stop}, {@code trainer::stop}
   */
  public static TimeLimit of(Duration limit, Runnable stop) {
    return new TimeLimit(limit, stop);
  }

  @Override
  public void on(TrainingEvent event) {
    long now = System.nanoTime();
    if (start == null) {
      start = now;
    }
    if (event instanceof TrainingEvent.IterationDone && now - start >= limit.toNanos()) {
      over = true;
      stop.run();
    }
  }

  /** Returns whether it has stopped the training. */
  public boolean isOver() {
    return over;
  }
}
