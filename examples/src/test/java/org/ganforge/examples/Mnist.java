package org.ganforge.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** MNIST's files, where this machine has them: in the folder {@code data.dir}. */
final class Mnist {
  private static final Path FOLDER =
      Path.of(System.getProperty("data.dir", "../../shared/data")).resolve("mnist");

  private Mnist() {}

  /** Returns the folder, or nothing and says so. */
  static Optional<Path> folder() {
    if (Files.isDirectory(FOLDER)) {
      return Optional.of(FOLDER);
    }
    System.err.println("NOT AT HAND: MNIST in " + FOLDER + "; set -Ddata.dir=DIR to test with it");
    return Optional.empty();
  }

  /** Returns the folder, or skips the test and says so. */
  static Path require() {
    return folder().orElseGet(() -> Assumptions.abort("SKIPPED: no MNIST in " + FOLDER));
  }
}
