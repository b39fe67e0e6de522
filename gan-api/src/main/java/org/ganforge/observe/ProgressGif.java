package org.ganforge.observe;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code progress.gif} with the first new picture whenever training has grown by a tenth,
 * and when it ends: the pictures that {@link SampleGrids} has written to the directory so far,
 * including earlier parts of a resumed run, each for a fifth of a second and the last for two
 * seconds. Pictures that are not in the plan, drawn because an earlier part was stopped there, are
 * left out. Of more than 200 pictures it uses 200 evenly spaced ones, including the first and the
 * last.
 */
public final class ProgressGif implements TrainingListener {
  private static final int MOST_FRAMES = 200;
  private static final int DELAY = 20;
  private static final int LAST_DELAY = 200;

  private final Path directory;
  private final Redraws redraws = new Redraws(1);
  private @Nullable RecordingPlan recording;

  private ProgressGif(Path directory) {
    this.directory = directory;
  }

  /** Returns a listener that reads and writes in the directory of a {@link SampleGrids}. */
  public static ProgressGif of(Path directory) {
    return new ProgressGif(directory);
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started started) {
      recording = started.recording();
      redraws.startAfter(started.iteration());
    } else if (event instanceof TrainingEvent.Samples samples) {
      if (redraws.isDue(samples.iteration())) {
        write(samples.iteration());
      }
    } else if (event instanceof TrainingEvent.Finished finished) {
      write(finished.iteration());
    }
  }

  private void write(long iteration) {
    List<Path> pictures = thinned(SamplePictures.until(directory, iteration, recording));
    if (!pictures.isEmpty()) {
      AnimatedGif.write(directory.resolve("progress.gif"), frames(pictures), DELAY, LAST_DELAY);
    }
  }

  private static List<Path> thinned(NavigableMap<Long, Path> pictures) {
    List<Path> all = List.copyOf(pictures.values());
    if (all.size() <= MOST_FRAMES) {
      return all;
    }
    List<Path> some = new ArrayList<>();
    for (long i = 0; i < MOST_FRAMES; i++) {
      some.add(all.get((int) (i * (all.size() - 1) / (MOST_FRAMES - 1))));
    }
    return some;
  }

  private static Iterator<BufferedImage> frames(List<Path> pictures) {
    return pictures.stream().map(PngFile::read).iterator();
  }
}
