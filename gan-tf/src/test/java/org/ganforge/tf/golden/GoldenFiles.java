package org.ganforge.tf.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The files of golden cases: the project's own, and those of the folder {@code goldens.dir}, by
 * default one beside the project. Tests play every case of both and take all numbers from it, so
 * any folder will do.
 */
final class GoldenFiles {
  private static final String OWN = "gan-tf/src/test/resources/goldens";
  private static final AtomicBoolean NOTED = new AtomicBoolean();

  private GoldenFiles() {}

  /** Returns all files, folder by folder and in the order of their names. */
  static List<Path> all() {
    List<Path> files = new ArrayList<>();
    folders().forEach(folder -> files.addAll(in(folder)));
    return files;
  }

  /** Returns the folders that are there. */
  static List<Path> folders() {
    Path root = Path.of(System.getProperty("project.root", ".."));
    Path own = root.resolve(OWN).toAbsolutePath().normalize();
    Path given = GivenFolder.of("goldens.dir", "../shared/goldens");
    if (!Files.isDirectory(given) && !NOTED.getAndSet(true)) {
      System.err.println(
          "SKIPPED: no golden cases but the project's own, since there is no folder "
              + given
              + "; set -Dgoldens.dir=DIR to test against others");
    }
    return Stream.of(own, given).distinct().filter(Files::isDirectory).toList();
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
