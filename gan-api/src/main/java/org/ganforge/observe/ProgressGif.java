package org.ganforge.observe;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code progress.gif} with the first new picture after a tenth has been added to the
 * training, and when it ends: the pictures that {@link SampleGrids} has left in the directory up to
 * then, those of earlier parts of a resumed run included, each for a fifth of a second and the last
 * for two seconds. A picture that the plan does not ask for, since an earlier part was stopped
 * there, is left out. Of more than 200 pictures it takes 200, evenly chosen, the first and the last
 * among them.
 */
public final class ProgressGif implements TrainingListener {
  private static final Pattern FAKES = Pattern.compile("fakes-(\\d{6,18})\\.png");
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
    List<Path> pictures = thinned(picturesUntil(iteration));
    if (!pictures.isEmpty()) {
      AnimatedGif.write(directory.resolve("progress.gif"), frames(pictures), DELAY, LAST_DELAY);
    }
  }

  /** Lists by number, not by name, since a seventh digit would sort before six. */
  private List<Path> picturesUntil(long iteration) {
    Map<Long, Path> pictures = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Matcher name = FAKES.matcher(file.getFileName().toString());
        if (name.matches() && isShown(Long.parseLong(name.group(1)), iteration)) {
          pictures.put(Long.parseLong(name.group(1)), file);
        }
      }
    } catch (IOException e) {
      throw FileErrors.unreadable(directory, e);
    }
    return List.copyOf(pictures.values());
  }

  private boolean isShown(long number, long last) {
    boolean isPlanned = recording == null || number == 0 || recording.drawsGridAfter(number);
    return number == last || (number < last && isPlanned);
  }

  private static List<Path> thinned(List<Path> all) {
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
