package org.ganforge.observe;

import java.nio.file.Path;
import java.util.Locale;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;

/**
 * Writes {@code scores-<iteration>.png} if the plan asks for scores: real and generated images
 * mixed, always in the same places, the discriminator's score above each, green for a real image
 * and red for a generated one. Nothing is written on a machine without fonts.
 */
public final class ScoredGrids implements TrainingListener {
  private final Path directory;
  private final FontTrial fonts;
  private int columns;
  private long seed;

  ScoredGrids(Path directory, FontTrial fonts) {
    this.directory = directory;
    this.fonts = fonts;
  }

  /** Returns a listener that writes into an existing directory. */
  public static ScoredGrids of(Path directory) {
    return new ScoredGrids(directory, new FontTrial());
  }

  /** Returns the file's name: {@code scores-000500.png}. */
  static String fileName(long iteration) {
    return String.format(Locale.ROOT, "scores-%06d.png", iteration);
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started started) {
      columns = started.recording().gridColumns();
      seed = started.plan().seed();
    } else if (event instanceof TrainingEvent.Scores scores) {
      Path png = directory.resolve(fileName(scores.iteration()));
      if (fonts.allows(png)) {
        grid(scores, columns, seed).write(png);
      }
    }
  }

  /** Returns the picture; {@code columns} is 0 if no plan sets it. */
  static AnnotatedGrid grid(TrainingEvent.Scores scores, int columns, long seed) {
    MixedImages mixed = MixedImages.of(scores.real(), scores.generated(), seed);
    // As many numbers as images, mixed with the same seed, end up in the same order.
    MixedImages numbers = MixedImages.of(scores.realScores(), scores.generatedScores(), seed);
    ImageGrid grid = ImageGrid.of(mixed.images(), scores.appearance());
    return (columns > 0 ? grid.withColumns(columns) : grid)
        .withAnnotations(mixed.scores(numbers.images()));
  }
}
