package org.ganforge.observe;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ganforge.json.record.LoggedEvent;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.train.Measure;

/**
 * The records of a run, thinned out for display, in bounded memory however long the run.
 *
 * @param curves each number of {@code metrics.jsonl} by its name there, at most 1,000 points
 * @param measures results of evaluations, by measure; only measures that were taken
 * @param events the last 100 of {@code events.jsonl}, in their order
 * @param samples the pictures of samples by their iterations, in ascending order
 */
public record RunRecords(
    Map<String, List<CurvePoint>> curves,
    Map<Measure, List<MeasuredLine>> measures,
    List<LoggedEvent> events,
    Map<Long, Path> samples) {
  private static final int MOST_EVENTS = 100;

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
    return new RunRecords(
        curves(run.metrics()),
        measures(run.path()),
        run.events().newest(MOST_EVENTS),
        SamplePictures.until(run.path(), Long.MAX_VALUE, null));
  }

  private static Map<String, List<CurvePoint>> curves(Path metrics) {
    Map<String, Curve> curves = new LinkedHashMap<>();
    if (Files.exists(metrics, LinkOption.NOFOLLOW_LINKS)) {
      MetricsReader.read(
          metrics,
          Long.MAX_VALUE,
          (iteration, field, value) ->
              curves.computeIfAbsent(field, name -> new Curve()).add(iteration, value));
      curves.remove(MetricsLine.ITERATION);
    }
    Map<String, List<CurvePoint>> thinned = new LinkedHashMap<>();
    curves.forEach((field, curve) -> thinned.put(field, curve.thinned()));
    return thinned;
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
