package org.ganforge.tf.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The mounted file systems, as Linux lists them; Java doesn't expose the {@code noexec} option.
 *
 * @param lines the lines of {@code /proc/self/mountinfo}; empty on other systems
 */
record Mounts(List<String> lines) {
  private static final Path LIST = Path.of("/proc/self/mountinfo");
  private static final int PLACE = 4;
  private static final int OPTIONS = 5;

  /** Copies the list. */
  Mounts {
    lines = List.copyOf(lines);
  }

  /** Returns this machine's file systems. */
  static Mounts here() {
    try {
      return new Mounts(Files.readAllLines(LIST));
    } catch (IOException e) {
      return new Mounts(List.of());
    }
  }

  /**
   * Returns whether programs in this place cannot be run.
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
      // Compared as text: another mount's path may be invalid in the locale's character set.
      String place = unescaped(fields[PLACE]);
      // A later mount hides earlier ones at the same place.
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
