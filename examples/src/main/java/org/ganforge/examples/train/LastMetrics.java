package org.ganforge.examples.train;

import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/** Remembers the metrics of the last iteration. */
public final class LastMetrics implements TrainingListener {
  private TrainingEvent.@Nullable IterationDone last;

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.IterationDone done) {
      last = done;
    }
  }

  /** Returns the last iteration, or null before the first. */
  public TrainingEvent.@Nullable IterationDone get() {
    return last;
  }
}
