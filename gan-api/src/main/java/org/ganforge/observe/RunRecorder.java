package org.ganforge.observe;

import java.util.List;
import org.ganforge.train.LogDigest;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of every run directory: metrics, evaluation results, sample grids, grids with
 * scores if the plan asks for them, the progress GIF and the curves. See {@link
 * RunDirectory#recorder}.
 */
public final class RunRecorder implements TrainingListener, AutoCloseable {
  private final MetricsLog metrics;
  private final MeasureLogs measures;
  private final List<TrainingListener> listeners;

  RunRecorder(RunDirectory run, MetricsLog metrics, MeasureLogs measures, FontTrial fonts) {
    this.metrics = metrics;
    this.measures = measures;
    // Curves and GIF come after the files they are made from.
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
   * Returns once all metrics so far are on disk.
   *
   * @param iteration the trainer's iteration
   * @return the digest of the log up to there; null if its last line belongs to another iteration
   */
  public @Nullable LogDigest flush(long iteration) {
    metrics.flush();
    LogDigest digest = metrics.digest(iteration);
    return digest == null ? null : digest.withMeasures(measures.digest());
  }

  /** Returns the logs of evaluation results. */
  public MeasureLogs measures() {
    return measures;
  }

  /** Closes the metrics log. */
  @Override
  public void close() {
    metrics.close();
  }
}
