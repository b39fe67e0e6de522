package org.ganforge.tf.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The mounted file systems, as Linux lists them; Java does not say which of them run no programs.
 *
 * @param lines those of {@code /proc/self/mountinfo}; none on another system
 */
record Mounts(List<String> lines) {
  private static final Path LIST = Path.of("/proc/self/mountinfo");
  private static final int PLACE = 4;
  private static final int OPTIONS = 5;

  /** Copies the list. */
  Mounts {
    lines = List.copyOf(lines);
  }

  /** Returns those of this machine. */
  static Mounts here() {
    try {
      return new Mounts(Files.readAllLines(LIST));
    } catch (IOException e) {
      return new Mounts(List.of());
    }
  }

  /**
   * Returns whether nothing can be run that lies there.
   *
   * @param path a real path, without links
   */
  boolean forbidExecution(Path path) {
    int longest = -1;
    boolean forbidden = false;
    for (String line : lines) {
      String[] fields = line.split(" ", -1);
      if (fields.length <= OPTIONS) {
        continue;
      }
      // As text: the locale's character set may not name a place that has nothing to do with this.
      String place = unescaped(fields[PLACE]);
      // The last one at a place hides those before it.
      if (isWithin(path.toString(), place) && place.length() >= longest) {
        longest = place.length();
        forbidden = Arrays.asList(fields[OPTIONS].split(",")).contains("noexec");
      }
    }
    return forbidden;
  }

  private static boolean isWithin(String path, String place) {
    return path.equals(place) || path.startsWith(place.endsWith("/") ? place : place + "/");
  }

  private static String unescaped(String place) {
    return place
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
