package org.ganforge.observe;

import java.nio.file.Path;
import java.util.Locale;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;

/**
 * Writes each picture of samples as {@code fakes-<iteration>.png}, six digits or more, with the
 * plan's rows and columns. A resumed run overwrites its pictures with the same ones.
 */
public final class SampleGrids implements TrainingListener {
  private final Path directory;
  private int columns;

  private SampleGrids(Path directory) {
    this.directory = directory;
  }

  /** Returns a listener that writes into an existing directory. */
  public static SampleGrids of(Path directory) {
    return new SampleGrids(directory);
  }

  /** Returns the file's name: {@code fakes-000500.png}. */
  static String fileName(long iteration) {
    return String.format(Locale.ROOT, "fakes-%06d.png", iteration);
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started started) {
      columns = started.recording().gridColumns();
    } else if (event instanceof TrainingEvent.Samples samples) {
      grid(samples, columns).write(directory.resolve(fileName(samples.iteration())));
    }
  }

  /** Returns the picture; {@code columns} is 0 if no plan sets it. */
  static ImageGrid grid(TrainingEvent.Samples samples, int columns) {
    ImageGrid grid = ImageGrid.of(samples.images(), samples.appearance());
    return columns > 0 ? grid.withColumns(columns) : grid;
  }
}
