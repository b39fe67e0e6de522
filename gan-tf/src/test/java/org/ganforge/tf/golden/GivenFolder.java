package org.ganforge.tf.golden;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of what is not in the project: golden numbers, data sets. It is the one of a system
 * property, by default one beside the project. Tests without it are skipped; but one that was asked
 * for by name and is not there must not pass for that.
 */
public final class GivenFolder {
  private GivenFolder() {}

  /** Returns the folder; a relative one is meant from the project's root. */
  public static Path of(String property, String usual) {
    Path root = Path.of(System.getProperty("project.root", ".."));
    Path folder = root.resolve(System.getProperty(property, usual)).toAbsolutePath().normalize();
    boolean given = !folder.equals(root.resolve(usual).toAbsolutePath().normalize());
    if (given && !Files.isDirectory(folder)) {
      throw new AssertionError(
          "-D" + property + ": expected a folder but found none at " + folder + "; correct it");
    }
    return folder;
  }
}
