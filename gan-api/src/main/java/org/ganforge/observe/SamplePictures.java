package org.ganforge.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.train.RecordingPlan;
import org.jspecify.annotations.Nullable;

/** The pictures of samples that {@link SampleGrids} has written to a directory. */
final class SamplePictures {
  private static final Pattern FAKES = Pattern.compile("fakes-(\\d{6,18})\\.png");

  private SamplePictures() {}

  /**
   * Returns the pictures up to an iteration, keyed by iteration. A picture outside the plan, drawn
   * because training was stopped there, is left out unless it is the last.
   *
   * @param recording the plan; null if every picture counts
   */
  static NavigableMap<Long, Path> until(
      Path directory, long iteration, @Nullable RecordingPlan recording) {
    // By number, not by name, since a seventh digit would sort before six.
    NavigableMap<Long, Path> pictures = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Matcher name = FAKES.matcher(file.getFileName().toString());
        if (name.matches() && isShown(Long.parseLong(name.group(1)), iteration, recording)) {
          pictures.put(Long.parseLong(name.group(1)), file);
        }
      }
    } catch (IOException e) {
      throw FileErrors.unreadable(directory, e);
    }
    return pictures;
  }

  private static boolean isShown(long number, long last, @Nullable RecordingPlan recording) {
    boolean isPlanned = recording == null || number == 0 || recording.drawsGridAfter(number);
    return number == last || (number < last && isPlanned);
  }
}
