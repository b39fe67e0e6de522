package org.ganforge.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;

/** Finds IDX files in a folder by their usual names, with or without {@code .gz} and a prefix. */
final class IdxFolder {
  private IdxFolder() {}

  /**
   * Returns the folder's file of this split and kind, if there is one: the one named {@code own},
   * else {@code train-images-idx3-ubyte}, else the only one whose name ends that way ({@code
   * letters-train-images-idx3-ubyte}). An uncompressed file takes precedence over its gzip version.
   */
  static Optional<Path> find(Path folder, String own, Split split, IdxKind kind) {
    Map<String, Path> byBareName = new TreeMap<>();
    for (Path file : filesOf(folder)) {
      String name = String.valueOf(file.getFileName());
      if (kind.matches(split, name)) {
        byBareName.putIfAbsent(IdxKind.bareName(name), file);
      }
    }
    Path named = byBareName.getOrDefault(own, byBareName.get(kind.fileName(split)));
    if (named == null && byBareName.size() > 1) {
      throw new InvalidInputException(
          folder.toString(),
          "one file of " + kind.what() + " to choose",
          String.join(" and ", byBareName.keySet()),
          "keep one data set in a folder");
    }
    return named != null ? Optional.of(named) : byBareName.values().stream().findFirst();
  }

  private static List<Path> filesOf(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new InvalidInputException(
          folder.toString(),
          "a folder that can be read",
          e.getClass().getSimpleName(),
          "check its permissions");
    }
  }
}
