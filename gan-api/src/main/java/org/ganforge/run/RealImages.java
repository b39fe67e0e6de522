package org.ganforge.run;

import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.data.ImageSource;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.CollapseWatch;
import org.ganforge.observe.ImageGrid;
import org.ganforge.observe.RunDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Some of a GAN's training images.
 *
 * @param gan the GAN
 * @param some as many as a picture has samples, or all. No more are kept: those with one label are
 *     a copy, and the trainer has its own.
 */
record RealImages(Gan gan, FloatTensor some) {
  /**
   * Returns a row of each class for a conditional GAN; else the first images, or evenly spread ones
   * if they come from folders, where they are sorted by class.
   *
   * @param all all images of the data set
   * @param chosen the ones that the GAN is trained on
   */
  static RealImages of(Gan gan, ImageSource all, ImageSource chosen) {
    int[] ofClasses = gan.classes() == 0 ? null : ofClasses(gan, chosen);
    if (ofClasses != null) {
      return new RealImages(gan, chosen.images(gan.data().range(), ofClasses));
    }
    int count = Math.min(chosen.count(), gan.gridSize());
    IntStream numbers = IntStream.range(0, count);
    boolean isInFolders = all.origin().isPresent();
    return new RealImages(
        gan,
        chosen.images(
            gan.data().range(),
            (isInFolders ? numbers.map(i -> (int) ((long) i * chosen.count() / count)) : numbers)
                .toArray()));
  }

  /** Returns a row of each class, like the samples; null if a class has too few images. */
  private static int @Nullable [] ofClasses(Gan gan, ImageSource chosen) {
    int columns = gan.recording().gridColumns();
    int[] all = new int[gan.gridSize()];
    int[] found = new int[gan.gridRows()];
    int missing = all.length;
    for (int i = 0; i < chosen.count() && missing > 0; i++) {
      int label = chosen.label(i);
      if (label < found.length && found[label] < columns) {
        all[label * columns + found[label]++] = i;
        missing--;
      }
    }
    return missing == 0 ? all : null;
  }

  /** Draws them like the run's samples. */
  void draw(RunDirectory run) {
    ImageGrid.of(some, gan.appearance())
        .withColumns(gan.recording().gridColumns())
        .write(run.reals());
  }

  /** Returns a listener that warns of a collapse and records the warning in the run's events. */
  CollapseWatch watch(RunDirectory run, RunListener listener) {
    return CollapseWatch.of(
        gan,
        some,
        warning -> {
          listener.on(new RunEvent.CollapseSuspected(warning));
          run.events().append(warning);
        });
  }
}
