package org.ganforge.observe;

import java.util.List;
import org.ganforge.train.LogDigest;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what every run directory holds: metrics, what evaluations have found, sample grids, grids
 * with scores where the plan asks for them, the progress GIF and the curves. See {@link
 * RunDirectory#recorder}.
 */
public final class RunRecorder implements TrainingListener, AutoCloseable {
  private final MetricsLog metrics;
  private final MeasureLogs measures;
  private final List<TrainingListener> listeners;

  RunRecorder(RunDirectory run, MetricsLog metrics, MeasureLogs measures, FontTrial fonts) {
    this.metrics = metrics;
    this.measures = measures;
    // Curves and GIF come after what they are made of.
    this.listeners =
        List.of(
            metrics,
            measures,
            SampleGrids.of(run.path()),
            new ScoredGrids(run.path(), fonts),
            ProgressGif.of(run.path()),
            new Curves(run.path(), fonts));
  }

  @Override
  public void on(TrainingEvent event) {
    listeners.forEach(listener -> listener.on(event));
  }

  /**
   * Returns when all lines of metrics so far are on the disk.
   *
   * @param iteration that the trainer is at
   * @return what the log holds up to there; null if its last line is of another iteration
   */
  public @Nullable LogDigest flush(long iteration) {
    metrics.flush();
    LogDigest digest = metrics.digest(iteration);
    return digest == null ? null : digest.withMeasures(measures.digest());
  }

  /** Returns the logs of what evaluations have found so far. */
  public MeasureLogs measures() {
    return measures;
  }

  /** Closes the log of metrics. */
  @Override
  public void close() {
    metrics.close();
  }
}
