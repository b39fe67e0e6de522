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
 */
record RealImages(Gan gan, ImageSource chosen) {
  /** Returns those of a data set that the GAN learns from. */
  static RealImages of(Gan gan, ImageSource all) {
    return new RealImages(gan, gan.data().select(all));
  }

  /** Returns as many of them as a picture has samples, or all. */
  private FloatTensor first() {
    int count = Math.min(chosen.count(), gan.recording().gridSize());
    return chosen.images(gan.data().range(), IntStream.range(0, count).toArray());
  }

  /** Draws them as the run's samples are drawn. */
  void draw(RunDirectory run) {
    ImageGrid.of(first(), gan.appearance())
        .withColumns(gan.recording().gridColumns())
        .write(run.reals());
  }

  /** Returns a listener that warns of a collapse, and writes that into the run's events. */
  CollapseWatch watch(RunDirectory run, RunListener listener) {
    return CollapseWatch.of(
        gan,
        first(),
        warning -> {
          listener.on(new RunEvent.CollapseSuspected(warning));
          run.events().append(warning);
        });
  }
}
