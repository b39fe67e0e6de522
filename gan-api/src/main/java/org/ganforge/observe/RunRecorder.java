package org.ganforge.observe;

import java.util.List;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;

/**
 * Keeps what every run directory holds: metrics, sample grids and the progress GIF. See {@link
 * RunDirectory#recorder}.
 */
public final class RunRecorder implements TrainingListener, AutoCloseable {
  private final MetricsLog metrics;
  private final List<TrainingListener> listeners;

  RunRecorder(RunDirectory run, MetricsLog metrics) {
    this.metrics = metrics;
    // The GIF comes after the grids that it is made of.
    this.listeners = List.of(metrics, new SampleGrids(run.path()), new ProgressGif(run.path()));
  }

  @Override
  public void on(TrainingEvent event) {
    listeners.forEach(listener -> listener.on(event));
  }

  /** Closes the log of metrics. */
  @Override
  public void close() {
    metrics.close();
  }
}
