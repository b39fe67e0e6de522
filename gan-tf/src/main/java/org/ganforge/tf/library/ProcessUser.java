package org.ganforge.tf.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user this process runs as.
 *
 * @param id the effective user ID, or -1 if the system doesn't report it
 * @param name the user's name, compared where the ID is unknown
 */
record ProcessUser(int id, String name) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern IDS = Pattern.compile("Uid:\\s+\\d+\\s+(\\d+)\\s.*");
  private static final int UNKNOWN = -1;
  private static final int ROOT = 0;

  /** Returns the user of this process. */
  static ProcessUser here() {
    String name = System.getProperty("user.name");
    try {
      return new ProcessUser(effectiveId(Files.readAllLines(STATUS)), name);
    } catch (IOException e) {
      return new ProcessUser(UNKNOWN, name); // not Linux
    }
  }

  /** Returns the effective user ID in the lines of {@code /proc/self/status}. */
  static int effectiveId(List<String> status) {
    for (String line : status) {
      Matcher ids = IDS.matcher(line);
      if (ids.matches()) {
        return Integer.parseInt(ids.group(1));
      }
    }
    return UNKNOWN;
  }

  /** Returns whether a file belongs to this user or to root. */
  boolean trusts(Path file) throws IOException {
    int owner = (Integer) Files.getAttribute(file, "unix:uid");
    return owner == ROOT
        || (id == UNKNOWN ? Files.getOwner(file).getName().equals(name) : owner == id);
  }
}
