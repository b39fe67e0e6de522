package org.ganforge.observe;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.train.Measure;

/**
 * Reads a run's records again and again while it is trained, by this program or another. Each
 * reading reads only what was added to the logs since the last one. Not for several threads at a
 * time.
 */
public final class RunFollower {
  private static final int MOST_EVENTS = 100;

  private final RunDirectory run;
  private final MetricsTail metrics;
  private final Map<Measure, MeasureTail> measures = new EnumMap<>(Measure.class);
  private final EventTail events;

  private RunFollower(RunDirectory run) {
    this.run = run;
    this.metrics = new MetricsTail(run.metrics());
    for (Measure measure : Measure.values()) {
      measures.put(measure, new MeasureTail(MeasureLogs.path(run.path(), measure)));
    }
    this.events = new EventTail(run.events().path(), MOST_EVENTS);
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
        taken(),
        events.read(),
        SamplePictures.until(run.path(), Long.MAX_VALUE, null));
  }

  /** Returns how many iterations were done at the last reading. */
  public long iteration() {
    return metrics.iteration();
  }

  private Map<Measure, List<MeasuredLine>> taken() {
    Map<Measure, List<MeasuredLine>> taken = new EnumMap<>(Measure.class);
    measures.forEach(
        (measure, tail) -> {
          List<MeasuredLine> lines = tail.read();
          if (!lines.isEmpty()) {
            taken.put(measure, lines);
          }
        });
    return taken;
  }
}
