package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cached results of form trials in a cache folder.
 *
 * @param home the cache folder
 */
record FormFiles(Path home) {
  private static final String TAB = "\t";

  /** Returns the lines of all caches. */
  List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files()) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }

  private List<Path> files() throws IOException {
    Path folder = home.resolve("forms");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  /** Deletes all caches. */
  void delete() throws IOException {
    for (Path file : files()) {
      Files.delete(file);
    }
  }

  /** Rewrites every trial result as if another form had been fastest. */
  void chooseOthers() throws IOException {
    for (Path file : files()) {
      List<String> others = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split(TAB, -1);
        parts[1] = other(parts[0], parts[1]);
        others.add(String.join(TAB, parts));
      }
      assertThat(others).isNotEqualTo(Files.readAllLines(file));
      Files.write(file, others);
    }
  }

  private static String other(String of, String form) {
    boolean isProduct = !of.contains("kernel ");
    if (isProduct) {
      return of.contains(", forward") || form.equals("turned product")
          ? "product"
          : "turned product";
    }
    if (!form.equals("engine")) {
      return "engine";
    }
    return of.contains(", input") ? "flipped columns" : "columns";
  }
}
