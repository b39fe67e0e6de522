package org.ganforge.observe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.observe.tfevents.EventFiles;
import org.ganforge.observe.tfevents.SummaryValue;
import org.ganforge.train.Measure;
import org.ganforge.train.RecordingPlan;

/**
 * The records of a run directory up to an iteration, used to fill gaps in event files: a resumed
 * run may start writing them late, or its process may have been killed. Times are not recorded, so
 * these events get the current time.
 */
final class RecordedSteps {
  private final Path directory;
  private final EventFiles files;

  /** Pictures and measures, which are few, by their iterations. */
  private final NavigableMap<Long, List<Supplier<SummaryValue>>> others = new TreeMap<>();

  private final List<SummaryValue> scalars = new ArrayList<>();
  private long step;

  RecordedSteps(Path directory, EventFiles files) {
    this.directory = directory;
    this.files = files;
  }

  /** Appends what is missing, in the order of the iterations. */
  void fill(long iteration, RecordingPlan recording) {
    Path metrics = directory.resolve("metrics.jsonl");
    if (iteration == 0 || !Files.isRegularFile(metrics, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    SamplePictures.until(directory, iteration, recording)
        .forEach((number, png) -> add(number, () -> TensorBoardTags.samples(bytes(png))));
    for (Measure measure : Measure.values()) {
      for (MeasuredLine line : MeasureLogs.lines(directory, measure, iteration)) {
        add(line.iteration(), () -> TensorBoardTags.measure(measure, line.value()));
      }
    }
    MetricsReader.read(metrics, iteration, this::take);
    append();
    appendOthers(iteration);
  }

  private void add(long iteration, Supplier<SummaryValue> value) {
    others.computeIfAbsent(iteration, number -> new ArrayList<>()).add(value);
  }

  private void take(long iteration, String field, double value) {
    if (iteration != step) {
      append();
      appendOthers(iteration - 1);
      step = iteration;
    }
    if (TensorBoardTags.isMetric(field)) {
      scalars.add(TensorBoardTags.metric(field, value));
    }
  }

  private void append() {
    files.append(step, scalars);
    scalars.clear();
  }

  private void appendOthers(long last) {
    for (Map.Entry<Long, List<Supplier<SummaryValue>>> entry = others.firstEntry();
        entry != null && entry.getKey() <= last;
        entry = others.firstEntry()) {
      files.append(entry.getKey(), entry.getValue().stream().map(Supplier::get).toList());
      others.pollFirstEntry();
    }
  }

  private static byte[] bytes(Path png) {
    try (InputStream in = PlainFiles.read(png)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw FileErrors.unreadable(png, e);
    }
  }
}
