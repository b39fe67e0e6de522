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

  /** What a directory holds. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes all of it into a directory that exists and is empty.
     *
     * @throws IOException if it cannot; the cause is what another library said
     */
    void writeTo(Path directory) throws IOException;
  }

  /**
   * Writes a directory that must be new, whole or not at all, for a user who chose its place.
   *
   * @param what is written, for an error: {@code checkpoint}
   * @throws InvalidInputException if the directory exists or cannot be written
   */
  public static void writeNew(String what, Path target, Content content) {
    writeNew(what, Map.of(target, content));
  }

  /**
   * Writes directories that must be new, all of them whole or none at all.
   *
   * @param what is written, for an error: {@code export}
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

  /** Returns what went wrong; a second line would say where in a library it was. */
  public static String reason(Throwable e) {
    if (e instanceof FileSystemException refused) {
      return FileErrors.reason(refused);
    }
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return e.getClass().getSimpleName() + ": " + message;
  }

  /**
   * Writes the content into a new directory beside the target, which is moved to its place when all
   * is there. After a failure nothing is left of it, and what a killed process has left there is
   * deleted.
   *
   * @throws IOException if it cannot be written, or a directory with something in it has come to
   *     stand at the target
   */
  public static void write(Path target, Content content) throws IOException {
    write(Map.of(target, content));
  }

  /** As {@link #write(Path, Content)}, for several: after a failure nothing is left of any. */
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
        return; // nor can those around it
      }
    }
  }

  /** What cannot be deleted stays; the caller should hear of the failure that led here. */
  private static boolean deleteIfPossible(Path tree) {
    try {
      FileTree.delete(tree);
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** Adds a directory and those around it as far as there are none, the innermost first. */
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
   * Sees that all files are on the disk before they get their place: a power cut must not leave
   * empty ones.
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

  /** The names of files are on the disk only when their directory is. */
  private static void flushDirectory(Path directory) throws IOException {
    if (WINDOWS) {
      return; // which opens no directory as a file
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
