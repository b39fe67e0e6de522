package org.ganforge.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Real data sets, if the tests are given any: each in its own folder in {@code data.dir}. */
final class RealData {
  static final String MNIST = "mnist";

  private RealData() {}

  /** Returns the data set's folder, or prints that it is missing and returns empty. */
  static Optional<Path> folder(String name) {
    Optional<Path> folder =
        GivenFolder.of("data.dir").map(all -> all.resolve(name)).filter(Files::isDirectory);
    if (folder.isEmpty()) {
      System.err.println("MISSING: " + name + "; set -Ddata.dir=DIR to test with it");
    }
    return folder;
  }

  /** Returns the folder, or skips the test with a message. */
  static Path require(String name) {
    return folder(name)
        .orElseGet(
            () -> Assumptions.abort("SKIPPED: no " + name + "; set -Ddata.dir=DIR to test it"));
  }

  /** Returns options to train on this set, or on the digits that the program draws itself. */
  static Object[] options(String name) {
    return folder(name)
        .map(folder -> new Object[] {"--data", folder})
        .orElse(new Object[] {"--dataset", "digits"});
  }
}
