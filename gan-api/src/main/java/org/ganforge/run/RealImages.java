package org.ganforge.run;

import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.data.ImageSource;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.CollapseWatch;
import org.ganforge.observe.ImageGrid;
import org.ganforge.observe.RunDirectory;

/**
 * What a GAN learns from.
 *
 * @param chosen the images, after the model's own choice of them
 * @param isInFolders whether they lie one class after the other, so that the first are all alike
 */
record RealImages(Gan gan, ImageSource chosen, boolean isInFolders) {
  /** Returns those of a data set that the GAN learns from. */
  static RealImages of(Gan gan, ImageSource all) {
    return new RealImages(gan, gan.data().select(all), all.origin().isPresent());
  }

  /** Returns as many of them as a picture has samples, or all. */
  private FloatTensor some() {
    int count = Math.min(chosen.count(), gan.recording().gridSize());
    IntStream numbers = IntStream.range(0, count);
    return chosen.images(
        gan.data().range(),
        (isInFolders ? numbers.map(i -> (int) ((long) i * chosen.count() / count)) : numbers)
            .toArray());
  }

  /** Draws them as the run's samples are drawn. */
  void draw(RunDirectory run) {
    ImageGrid.of(some(), gan.appearance())
        .withColumns(gan.recording().gridColumns())
        .write(run.reals());
  }

  /** Returns a listener that warns of a collapse, and writes that into the run's events. */
  CollapseWatch watch(RunDirectory run, RunListener listener) {
    return CollapseWatch.of(
        gan,
        some(),
        warning -> {
          listener.on(new RunEvent.CollapseSuspected(warning));
          run.events().append(warning);
        });
  }
}
