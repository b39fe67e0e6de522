package org.ganforge.examples.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A cache folder for each measured form, initially empty, used instead of the user's. */
final class TemporaryCaches implements AutoCloseable {
  private final Map<BenchForm, Path> folders = new HashMap<>();

  /** Returns a form's folder. */
  Path of(BenchForm form) {
    return folders.computeIfAbsent(form, key -> create());
  }

  private static Path create() {
    try {
      return Files.createTempDirectory("gan-bench");
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary cache folder cannot be created", e);
    }
  }

  /** Returns the bytes in a form's folder; trials only ever add to them. */
  long size(BenchForm form) {
    try (Stream<Path> files = Files.walk(of(form))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("a cache cannot be read", e);
    }
  }

  /** Deletes all folders. */
  @Override
  public void close() {
    folders.values().forEach(TemporaryCaches::delete);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException e) {
      return; // a few small files left in the temporary folder do no harm
    }
  }
}
