package org.ganforge.observe;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.train.Measure;

/**
 * Reads a run's records again and again while it is trained, by this program or another. Of {@code
 * metrics.jsonl} a reading reads only what is new; evaluations and events, which are few, it reads
 * again. Not for several threads at a time.
 */
public final class RunFollower {
  private static final int MOST_EVENTS = 100;

  private final RunDirectory run;
  private final MetricsTail metrics;

  private RunFollower(RunDirectory run) {
    this.run = run;
    this.metrics = new MetricsTail(run.metrics());
  }

  /** Returns a follower of a run; nothing is read yet. */
  public static RunFollower of(RunDirectory run) {
    return new RunFollower(run);
  }

  /**
   * Returns the records as they are now.
   *
   * @throws org.ganforge.error.InvalidInputException if a file cannot be read, or {@code
   *     metrics.jsonl} is damaged
   */
  public RunRecords read() {
    metrics.read();
    return new RunRecords(
        metrics.thinned(),
        measures(run.path()),
        run.events().newest(MOST_EVENTS),
        SamplePictures.until(run.path(), Long.MAX_VALUE, null));
  }

  /** Returns how many iterations were done at the last reading. */
  public long iteration() {
    return metrics.iteration();
  }

  private static Map<Measure, List<MeasuredLine>> measures(Path directory) {
    Map<Measure, List<MeasuredLine>> measures = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      List<MeasuredLine> lines = MeasureLogs.lines(directory, measure, Long.MAX_VALUE);
      if (!lines.isEmpty()) {
        measures.put(measure, lines);
      }
    }
    return measures;
  }
}
