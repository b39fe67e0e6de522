package org.ganforge.observe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Digest;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.train.LogDigest;
import org.ganforge.train.Measure;
import org.ganforge.train.Measurement;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * The results of the evaluations during a training, in one file for each measure: {@code
 * metric-frechet_distance.jsonl} and so on. A line is on disk before the checkpoint of its
 * iteration. Training that resumes from a checkpoint removes later lines and writes them again.
 */
public final class MeasureLogs implements TrainingListener {
  /** The way out in every message about damage. */
  static final String WAY_OUT =
      "restore the files from a copy, or move all metric-*.jsonl away, and resume starts new ones";

  private final Path directory;
  private final FontTrial fonts;
  private final Map<Measure, MeasureLog> logs;

  private MeasureLogs(Path directory, FontTrial fonts, Map<Measure, MeasureLog> logs) {
    this.directory = directory;
    this.fonts = fonts;
    this.logs = logs;
  }

  /** Opens the logs of a new run. */
  static MeasureLogs open(Path directory, FontTrial fonts) {
    MeasureLogs opened = new MeasureLogs(directory, fonts, logs(directory, 0));
    opened.cut();
    return opened;
  }

  /**
   * Opens the logs of a run that resumes from a checkpoint.
   *
   * @throws InvalidInputException if a line up to the checkpoint is missing or changed; the files
   *     are then left unchanged
   */
  static MeasureLogs open(Path directory, FontTrial fonts, CheckpointInfo checkpoint) {
    MeasureLogs opened = new MeasureLogs(directory, fonts, logs(directory, checkpoint.iteration()));
    opened.require(checkpoint.iteration(), checkpoint.log());
    opened.cut();
    return opened;
  }

  /** Lines after those known to the checkpoint may be anything. */
  private void require(long iteration, @Nullable LogDigest expected) {
    String digest = digest();
    if (expected != null && Objects.equals(digest, expected.measures())) {
      return;
    }
    for (MeasureLog log : logs.values()) {
      InvalidInputException damage = log.damage();
      if (damage != null) {
        throw damage;
      }
    }
    // If all files were moved away, new ones are started.
    if (expected != null && digest != null) {
      throw new InvalidInputException(
          directory.resolve("metric-*.jsonl").toString(),
          "the lines up to iteration " + iteration + " unchanged",
          "fewer or other ones",
          WAY_OUT);
    }
  }

  private static Map<Measure, MeasureLog> logs(Path directory, long iteration) {
    Map<Measure, MeasureLog> logs = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      logs.put(measure, MeasureLog.open(path(directory, measure), iteration));
    }
    return logs;
  }

  /** Returns the file of a measure. */
  static Path path(Path directory, Measure measure) {
    return directory.resolve("metric-" + measure.label() + ".jsonl");
  }

  /** Returns the lines of a measure up to an iteration, or up to a damaged line. */
  public static List<MeasuredLine> lines(Path directory, Measure measure, long iteration) {
    return MeasureLog.open(path(directory, measure), iteration).lines();
  }

  private void cut() {
    logs.values().forEach(MeasureLog::cut);
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Evaluated evaluated) {
      for (Measurement found : evaluated.measurements()) {
        log(found.measure()).append(evaluated.iteration(), found);
      }
      draw();
    }
  }

  private void draw() {
    Path png = directory.resolve("evaluation.png");
    if (fonts.allows(png)) {
      Map<Measure, List<MeasuredLine>> curves = new EnumMap<>(Measure.class);
      logs.forEach((measure, log) -> curves.put(measure, log.lines()));
      PngFile.write(png, new EvaluationChart(curves).toBufferedImage());
    }
  }

  private MeasureLog log(Measure measure) {
    MeasureLog log = logs.get(measure);
    if (log == null) {
      throw new AssertionError(measure);
    }
    return log;
  }

  /** Returns all lines of a measure, in order. */
  public List<MeasuredLine> lines(Measure measure) {
    return log(measure).lines();
  }

  /** Returns a digest of all lines; null if there are none. */
  @Nullable String digest() {
    StringBuilder checks = new StringBuilder();
    logs.forEach(
        (measure, log) -> {
          if (!log.check().isEmpty()) {
            checks.append(measure.label()).append(' ').append(log.check()).append('\n');
          }
        });
    return checks.isEmpty()
        ? null
        : Digest.SHA_256.of(ByteBuffer.wrap(checks.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
