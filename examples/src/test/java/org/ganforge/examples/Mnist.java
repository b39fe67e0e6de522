package org.ganforge.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** MNIST's files, where this machine has them: in the folder {@code data.dir}. */
final class Mnist {
  private Mnist() {}

  /** Returns the folder, or nothing and says so. */
  static Optional<Path> folder() {
    Path folder = usual();
    if (Files.isDirectory(folder)) {
      return Optional.of(folder);
    }
    System.err.println("NOT AT HAND: MNIST in " + folder + "; set -Ddata.dir=DIR to test with it");
    return Optional.empty();
  }

  /** Returns the folder, or skips the test and says so. */
  static Path require() {
    return folder().orElseGet(() -> Assumptions.abort("SKIPPED: no MNIST in " + usual()));
  }

  private static Path usual() {
    return GivenFolder.of("data.dir", "../shared/data").resolve("mnist");
  }
}
