package org.ganforge.internal.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Writes directories whole or not at all. */
public final class AtomicDirectory {
  private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

  private AtomicDirectory() {}

  /** The content of a directory. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the content into an existing, empty directory.
     *
     * @throws IOException if it cannot; with the failure of another library as the cause
     */
    void writeTo(Path directory) throws IOException;
  }

  /**
   * Writes a new directory whole or not at all, at a place the user chose.
   *
   * @param what the kind of content, for error messages: {@code checkpoint}
   * @throws InvalidInputException if the directory exists or cannot be written
   */
  public static void writeNew(String what, Path target, Content content) {
    writeNew(what, Map.of(target, content));
  }

  /**
   * Writes several new directories, all of them whole or none at all.
   *
   * @param what the kind of content, for error messages: {@code export}
   * @throws InvalidInputException if one of the directories exists or cannot be written
   */
  public static void writeNew(String what, Map<Path, Content> directories) {
    for (Path target : directories.keySet()) {
      if (Files.exists(target)) {
        throw new InvalidInputException(
            what + " " + target, "a new directory", "one that exists", "choose another");
      }
    }
    try {
      write(directories);
    } catch (IOException e) {
      throw new InvalidInputException(
          what
              + " "
              + directories.keySet().stream().map(Path::toString).collect(Collectors.joining(", ")),
          "a place that can be written",
          reason(e.getCause() == null ? e : e.getCause()),
          "free some space there or choose another place");
    }
  }

  /** Returns the first line of the message; further lines only say where in a library it failed. */
  public static String reason(Throwable e) {
    if (e instanceof FileSystemException refused) {
      return FileErrors.reason(refused);
    }
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return e.getClass().getSimpleName() + ": " + message;
  }

  /**
   * Writes the content into a new directory beside the target and moves it into place once it is
   * complete. Nothing is left behind after a failure; leftovers of killed processes are deleted.
   *
   * @throws IOException if it cannot be written, or a non-empty directory has meanwhile appeared at
   *     the target
   */
  public static void write(Path target, Content content) throws IOException {
    write(Map.of(target, content));
  }

  /**
   * As {@link #write(Path, Content)}, for several directories; nothing is left of any after a
   * failure.
   */
  private static void write(Map<Path, Content> directories) throws IOException {
    Map<Path, Path> sides = new LinkedHashMap<>();
    List<Path> placed = new ArrayList<>();
    Set<Path> parents = new LinkedHashSet<>();
    boolean done = false;
    try {
      for (Map.Entry<Path, Content> directory : directories.entrySet()) {
        Path place = directory.getKey().toAbsolutePath();
        Path side = SideFiles.beside(place);
        addMissing(place.getParent(), parents);
        SideFiles.sweep(side.resolveSibling("."));
        sides.put(side, place);
        Files.createDirectories(side);
        directory.getValue().writeTo(side);
        flush(side);
      }
      for (Map.Entry<Path, Path> side : sides.entrySet()) {
        Files.move(side.getKey(), side.getValue(), StandardCopyOption.ATOMIC_MOVE);
        placed.add(side.getValue());
        flushDirectory(side.getValue().resolveSibling("."));
      }
      done = true;
    } finally {
      if (!done) {
        cleanUp(sides.keySet(), placed, parents);
      }
    }
  }

  private static void cleanUp(Set<Path> sides, List<Path> placed, Set<Path> parents) {
    sides.forEach(AtomicDirectory::deleteIfPossible);
    placed.forEach(AtomicDirectory::deleteIfPossible);
    for (Path parent : parents) {
      try {
        deleteIfEmpty(parent);
      } catch (IOException e) {
        return; // its parents cannot be deleted either
      }
    }
  }

  /** Ignores failures: the caller should see the error that led here. */
  private static boolean deleteIfPossible(Path tree) {
    try {
      FileTree.delete(tree);
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** Adds a directory and its parents as far as they don't exist, innermost first. */
  private static void addMissing(@Nullable Path directory, Set<Path> missing) {
    for (Path path = directory; path != null && !Files.exists(path); path = path.getParent()) {
      missing.add(path);
    }
  }

  private static void deleteIfEmpty(Path directory) throws IOException {
    try {
      Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException e) {
      return; // someone else has put something there
    }
  }

  /**
   * Flushes all files to disk before they are moved into place; a power cut must not leave empty
   * ones.
   */
  private static void flush(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
    try (Stream<Path> directories = Files.walk(directory)) {
      for (Path inner : directories.filter(Files::isDirectory).toList()) {
        flushDirectory(inner);
      }
    }
  }

  /** File names are on disk only once their directory has been flushed. */
  private static void flushDirectory(Path directory) throws IOException {
    if (WINDOWS) {
      return; // Windows can't open a directory as a file
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
