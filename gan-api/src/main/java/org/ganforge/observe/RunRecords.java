package org.ganforge.observe;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ganforge.json.record.LoggedEvent;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.train.Measure;

/**
 * The records of a run, thinned out for display: curves take bounded memory however long the run.
 *
 * @param curves each number of {@code metrics.jsonl} by its name there, at most 1,000 points
 * @param measures results of evaluations, by measure; only measures that were taken
 * @param events the last 100 of {@code events.jsonl}, in order
 * @param samples the pictures of samples by iteration, in ascending order
 */
public record RunRecords(
    Map<String, List<CurvePoint>> curves,
    Map<Measure, List<MeasuredLine>> measures,
    List<LoggedEvent> events,
    Map<Long, Path> samples) {
  /** Copies the maps and the list. */
  public RunRecords {
    curves = Collections.unmodifiableMap(new LinkedHashMap<>(curves));
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    events = List.copyOf(events);
    samples = Collections.unmodifiableMap(new TreeMap<>(samples));
  }

  /**
   * Reads the records of a run, even while it is being trained.
   *
   * @throws org.ganforge.error.InvalidInputException if a file cannot be read, or {@code
   *     metrics.jsonl} is damaged
   */
  public static RunRecords of(RunDirectory run) {
    return RunFollower.of(run).read();
  }
}
