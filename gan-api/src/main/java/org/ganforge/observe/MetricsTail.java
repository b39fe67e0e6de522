package org.ganforge.observe;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ganforge.error.InvalidInputException;

/** The curves of a growing {@code metrics.jsonl}. */
final class MetricsTail implements LogTail.Lines {
  /** Far more than a training writes, and few enough for a made-up log to take little memory. */
  static final int MOST_CURVES = 100;

  private final Path path;
  private final LogTail tail;
  private final Map<String, Curve> curves = new LinkedHashMap<>();
  private long iteration;
  private int lines;

  MetricsTail(Path path) {
    this.path = path;
    this.tail = new LogTail(path, Long.MAX_VALUE, this);
  }

  /**
   * Reads up to the end of the last complete line.
   *
   * @throws InvalidInputException if the file cannot be read or is damaged
   */
  void read() {
    tail.read();
  }

  /** Returns how many iterations were done at the last line. */
  long iteration() {
    return iteration;
  }

  /** Returns each number of the log by its name there, at most 1,000 points. */
  Map<String, List<CurvePoint>> thinned() {
    Map<String, List<CurvePoint>> thinned = new LinkedHashMap<>();
    curves.forEach((field, curve) -> thinned.put(field, curve.thinned()));
    return thinned;
  }

  @Override
  public void restart() {
    curves.clear();
    iteration = 0;
    lines = 0;
  }

  @Override
  public boolean take(byte[] bytes) {
    String line = new String(bytes, StandardCharsets.ISO_8859_1).stripTrailing();
    long number = MetricsLine.iteration(line, path, lines + 1);
    check(line); // before anything of it is added
    MetricsReader.fields(
        line,
        path,
        lines + 1,
        (at, field, value) -> {
          if (!field.equals(MetricsLine.ITERATION)) {
            curves.computeIfAbsent(field, name -> new Curve()).add(at, value);
          }
        },
        number);
    iteration = number;
    lines++;
    return true;
  }

  private void check(String line) {
    Set<String> names = new HashSet<>(curves.keySet());
    MetricsReader.fields(line, path, lines + 1, (at, field, value) -> names.add(field), 0);
    names.remove(MetricsLine.ITERATION);
    if (names.size() > MOST_CURVES) {
      throw new InvalidInputException(
          path + " line " + (lines + 1),
          "at most " + MOST_CURVES + " different names so far",
          names.size() + "",
          MetricsScan.WAY_OUT);
    }
  }
}
