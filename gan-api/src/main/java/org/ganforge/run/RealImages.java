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
 * Some of the images that a GAN learns from.
 *
 * @param some as many as a picture has samples, or all. No more are kept: those of one label are a
 *     copy, and the trainer has its own.
 */
record RealImages(Gan gan, FloatTensor some) {
  /**
   * Returns a row of each class of a conditional GAN; else the first images, or some from
   * everywhere where they come from folders, in which they lie one class after the other.
   *
   * @param all of a data set
   * @param chosen the images of these that the GAN learns from
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

  /**
   * Returns a row of each class, as its samples have one; null where a class has too few images.
   */
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

  /** Draws them as the run's samples are drawn. */
  void draw(RunDirectory run) {
    ImageGrid.of(some, gan.appearance())
        .withColumns(gan.recording().gridColumns())
        .write(run.reals());
  }

  /** Returns a listener that warns of a collapse, and writes that into the run's events. */
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
