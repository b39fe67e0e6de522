package org.ganforge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of golden cases: the project's own, and those of the folder {@code goldens.dir}, if one
 * is given. Tests run every case of both and take all numbers from it, so any folder will do.
 */
public final class GoldenFiles {
  private static final String OWN = "gan-tf/src/test/resources/goldens";

  /** Cases with answers from Keras 2, too. */
  private static final String OF_BOTH = OWN + "/of-both-versions";

  private GoldenFiles() {}

  /** Returns all files, folder by folder and in the order of their names. */
  public static List<Path> all() {
    List<Path> files = new ArrayList<>();
    folders().forEach(folder -> files.addAll(in(folder)));
    return files;
  }

  /** Returns the folders. */
  static List<Path> folders() {
    Path root = Path.of(System.getProperty("project.root", ".."));
    return Stream.concat(
            Stream.of(OWN, OF_BOTH).map(own -> root.resolve(own).toAbsolutePath().normalize()),
            GivenFolder.of("goldens.dir").stream())
        .distinct()
        .toList();
  }

  /** Returns the files of a folder. */
  static List<Path> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
