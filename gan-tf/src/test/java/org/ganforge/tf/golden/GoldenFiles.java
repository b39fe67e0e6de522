package org.ganforge.tf.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of golden cases: the project's own, and those of the folder {@code goldens.dir}, by
 * default one beside the project. Tests play every case of both and take all numbers from it, so
 * any folder will do.
 */
final class GoldenFiles {
  private static final String OWN = "gan-tf/src/test/resources/goldens";

  static {
    Path given = given();
    if (!Files.isDirectory(given)) {
      System.err.println(
          "SKIPPED: the golden cases of "
              + given
              + ", which is not there; only the project's own are played. Set -Dgoldens.dir=DIR");
    }
  }

  private GoldenFiles() {}

  /** Returns all files, folder by folder and in the order of their names. */
  static List<Path> all() {
    List<Path> files = new ArrayList<>();
    folders().forEach(folder -> files.addAll(in(folder)));
    return files;
  }

  /** Returns the folders that are there. */
  static List<Path> folders() {
    Path own = Path.of(System.getProperty("project.root", "..")).resolve(OWN);
    return Stream.of(own, given()).filter(Files::isDirectory).toList();
  }

  /** Returns the files of a folder. */
  static List<Path> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path given() {
    return GivenFolder.of("goldens.dir", "../shared/goldens");
  }
}
