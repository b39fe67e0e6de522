package org.ganforge.internal.file;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files whole or not at all. */
public final class AtomicFile {
  private static final String PART = ".part";

  private AtomicFile() {}

  /** Returns whether a file is the side file of a writer, live or killed. */
  public static boolean isPart(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") && name.endsWith(PART);
  }

  /** The content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes the content. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes the content into a side file in the same directory, flushes it to disk and moves it to
   * {@code path}, replacing any existing file. After a failure {@code path} is unchanged and the
   * side file is gone; side files of killed processes are deleted by the next write into the
   * directory. Concurrent writers each write a whole file; the last one wins.
   *
   * @throws org.ganforge.error.InvalidInputException if the file cannot be written
   */
  public static void write(Path path, Content content) {
    Path side = SideFiles.beside(path, PART);
    SideFiles.sweepOnce(requireNonNull(side.toAbsolutePath().getParent()));
    try {
      try {
        writeAndFlush(side, content);
        Files.move(side, path, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(side);
      }
    } catch (IOException e) {
      throw FileErrors.unwritable(path, e);
    }
  }

  private static void writeAndFlush(Path side, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(side, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }
}
