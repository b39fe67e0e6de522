package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ganforge.checkpoint.Checkpoints;

/** The contents of runs, compared without times and paths. */
final class RunContent {
  private RunContent() {}

  /** Asserts that two runs are equal to the bit: metrics, pictures, weights, slots, counters. */
  static void assertSame(Path run, Path expected) throws IOException {
    assertThat(names(run)).isEqualTo(names(expected));
    for (String name : names(expected)) {
      assertThat(run.resolve(name)).hasSameBinaryContentAs(expected.resolve(name));
    }
    Path checkpoint = newest(run);
    Path other = newest(expected);
    assertThat(checkpoint.getFileName()).isEqualTo(other.getFileName());
    for (String name : List.of("gan.json", "variables.index", "variables.data-00000-of-00001")) {
      assertThat(checkpoint.resolve(name)).hasSameBinaryContentAs(other.resolve(name));
    }
  }

  static Path newest(Path run) {
    return Checkpoints.of(run.resolve("checkpoints")).newestWhole().directory();
  }

  /** Returns the pictures and metrics; {@code run.json} has a time and a command line. */
  private static List<String> names(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(".+\\.(png|gif|jsonl)"))
          .sorted()
          .toList();
    }
  }

  /** Returns the iterations in the metrics. */
  static List<Long> iterations(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
        .map(line -> Long.valueOf(line.replaceFirst("\\{\"iteration\":(\\d+),.*}", "$1")))
        .toList();
  }

  /** Copies all files of a folder into another, for a test that changes them. */
  static void copy(Path from, Path to) throws IOException {
    for (var file : files(from).entrySet()) {
      Path copy = to.resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      Files.write(copy, file.getValue());
    }
  }

  /** Returns all files of a folder, with their bytes. */
  static NavigableMap<String, byte[]> files(Path folder) throws IOException {
    NavigableMap<String, byte[]> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return all;
  }
}
