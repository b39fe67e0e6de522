package org.ganforge.tf.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.tensorflow.exceptions.TensorFlowException;

/** Writes directories whole or not at all. */
public final class AtomicDirectory {
  private AtomicDirectory() {}

  /** What a directory holds. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it into a directory that exists and is empty. */
    void writeTo(Path directory) throws IOException;
  }

  /**
   * Writes a directory that must be new, whole or not at all, for a user who chose its place.
   *
   * @param what is written, for an error: {@code checkpoint}
   * @throws InvalidInputException if the directory exists or cannot be written
   */
  public static void writeNew(String what, Path target, Content content) {
    if (Files.exists(target)) {
      throw new InvalidInputException(
          what + " " + target, "a new directory", "one that exists", "choose another");
    }
    try {
      write(target, content);
    } catch (IOException | TensorFlowException e) {
      throw new InvalidInputException(
          what + " " + target,
          "a place that can be written",
          reason(e),
          "free some space there or choose another place");
    }
  }

  /** Returns what went wrong; after the first line comes where in TensorFlow it was. */
  public static String reason(Exception e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return e.getClass().getSimpleName() + ": " + message;
  }

  /**
   * Writes the content into a new directory beside the target, which is moved to its place when all
   * is there. After a failure nothing is left of it.
   *
   * @throws IOException if it cannot be written, or a directory with something in it has come to
   *     stand at the target
   */
  public static void write(Path target, Content content) throws IOException {
    Path place = target.toAbsolutePath();
    Path side = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createDirectories(side);
      content.writeTo(side);
      flush(side);
      Files.move(side, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(side);
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
  }

  /** Deletes a directory with all that is in it, or a file; does nothing where there is none. */
  public static void delete(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(directory)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
