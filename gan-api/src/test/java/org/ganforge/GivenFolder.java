package org.ganforge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder of what is not in the project, golden numbers or data sets, which a system property
 * names. Tests without it say that they are skipped; but one that was asked for by name and is not
 * there must not pass for that.
 */
public final class GivenFolder {
  private GivenFolder() {}

  /** Returns the folder, if one is given; a relative one is meant from the project's root. */
  public static Optional<Path> of(String property) {
    String given = System.getProperty(property, "");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Path root = Path.of(System.getProperty("project.root", ".."));
    Path folder = root.resolve(given).toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw new AssertionError(
          "-D" + property + ": expected a folder but found none at " + folder + "; correct it");
    }
    return Optional.of(folder);
  }
}
