package org.ganforge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder outside the project, with golden numbers or data sets, named by a system property.
 * Without the property tests report that they are skipped; but a folder that is named and missing
 * must not count as skipped.
 */
public final class GivenFolder {
  private GivenFolder() {}

  /**
   * Returns the folder, if one is given; a relative path is resolved against the project's root.
   */
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
