package org.ganforge.observe;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;

/**
 * Writes {@code curves.png} whenever training has grown by a tenth, at least 100 iterations apart,
 * and when it ends: the losses and accuracies of both networks side by side, from all of {@code
 * metrics.jsonl}, including earlier parts of a resumed run. A bold line is the mean over a fiftieth
 * of the run, a thin line behind it shows every value; of more than 1,000 iterations, at most 2,000
 * points are drawn, including the extremes. If the schedule validates, the means of the checks have
 * separate colours. Values that are not finite make gaps.
 */
public final class Curves implements TrainingListener {
  private final Path directory;
  private final FontTrial fonts;
  private final Redraws redraws = new Redraws(100);

  Curves(Path directory, FontTrial fonts) {
    this.directory = directory;
    this.fonts = fonts;
  }

  /** Returns a listener that reads and writes in the directory of a {@link MetricsLog}. */
  public static Curves of(Path directory) {
    return new Curves(directory, new FontTrial());
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started started) {
      redraws.startAfter(started.iteration());
    } else if (event instanceof TrainingEvent.IterationDone done) {
      if (redraws.isDue(done.iteration())) {
        draw(done.iteration());
      }
    } else if (event instanceof TrainingEvent.Finished finished) {
      draw(finished.iteration());
    }
  }

  private void draw(long iteration) {
    Path png = directory.resolve("curves.png");
    if (fonts.allows(png)) {
      write(directory.resolve("metrics.jsonl"), iteration, png);
    }
  }

  /**
   * Draws the curves of a log, whole or not at all, replacing any existing file; does nothing for
   * an empty log.
   *
   * @param metrics a {@code metrics.jsonl}; an incomplete last line is ignored
   * @throws InvalidInputException if the log cannot be read or is not one, the picture cannot be
   *     written, or the machine has no font
   */
  public static void write(Path metrics, Path png) {
    write(metrics, Long.MAX_VALUE, png);
  }

  private static void write(Path metrics, long last, Path png) {
    Map<String, Curve> curves = new LinkedHashMap<>();
    MetricsReader.read(
        metrics,
        last,
        (iteration, field, value) ->
            curves.computeIfAbsent(field, name -> new Curve()).add(iteration, value));
    if (!curves.isEmpty()) {
      PngFile.write(png, new CurvesChart(curves).toBufferedImage());
    }
  }
}
