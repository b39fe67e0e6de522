package org.ganforge.observe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.FileErrors;

/**
 * The right to train into a run directory, which one program at a time has. The operating system
 * takes it back when the process ends, however it ends. See {@link RunDirectory#lock}.
 */
public final class RunLock implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static RunLock take(Path run) {
    Path file = run.resolve(".lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (!isTaken(channel)) {
          throw held(run, file);
        }
        channel.truncate(0);
        String owner = ProcessHandle.current().pid() + "";
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.US_ASCII)));
        return new RunLock(file, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw FileErrors.unwritable(file, e);
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      // The last byte there could be: where locks keep others from reading, the owner stays
      // readable.
      FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by this very process
    }
  }

  private static InvalidInputException held(Path run, Path file) throws IOException {
    String owner = Files.readString(file, StandardCharsets.ISO_8859_1);
    return new InvalidInputException(
        "run directory " + run,
        "no other program that trains into it",
        owner.matches("\\d{1,19}") ? "process " + owner : "one",
        "wait until that ends, or stop it");
  }

  /** Gives the right back. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileErrors.unwritable(file, e);
    }
  }
}
