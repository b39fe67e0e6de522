package org.ganforge.observe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;

/**
 * Reads a growing file of lines: each reading takes only the lines added since the last one. A file
 * that was cut back, as a rollback does, is read from its start again.
 */
final class LogTail {
  /** The limit of a line; a longer one is passed on in pieces. */
  static final int BLOCK = 1 << 16;

  private final Path path;
  private final long most;
  private final Lines lines;
  private byte[] lastLine = {};
  private long end;

  /**
   * Makes a reader at the start of a file, which may not exist yet.
   *
   * @param most how many bytes before its end to read at first
   */
  LogTail(Path path, long most, Lines lines) {
    this.path = path;
    this.most = most;
    this.lines = lines;
  }

  /** Receives the lines. */
  interface Lines {
    /** Forgets all lines. */
    void restart();

    /**
     * Takes the next line, its end included.
     *
     * @return false to leave this line and all that follow for the next reading
     */
    boolean take(byte[] line);
  }

  /**
   * Reads up to the end of the last complete line.
   *
   * @throws org.ganforge.error.InvalidInputException if the file cannot be read
   */
  void read() {
    if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
      restart(0);
      return;
    }
    try (FileChannel channel = PlainFiles.open(path, StandardOpenOption.READ)) {
      if (end == 0 || !continues(channel)) {
        restart(Math.max(0, channel.size() - most));
      }
      readOn(channel);
    } catch (IOException e) {
      throw FileErrors.unreadable(path, e);
    }
  }

  private void restart(long start) {
    lines.restart();
    lastLine = new byte[0];
    end = start;
  }

  /** Returns whether the last line read is still in its place. */
  private boolean continues(FileChannel channel) throws IOException {
    if (channel.size() < end) {
      return false;
    }
    ByteBuffer found = ByteBuffer.allocate(lastLine.length);
    fill(channel, found, end - lastLine.length);
    return Arrays.equals(found.array(), lastLine);
  }

  private void readOn(FileChannel channel) throws IOException {
    if (channel.size() == end) {
      return;
    }
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    boolean isWhole;
    do {
      block.clear();
      fill(channel, block, end);
      isWhole = take(block.array(), block.position());
    } while (isWhole && !block.hasRemaining());
  }

  private static void fill(FileChannel channel, ByteBuffer block, long position)
      throws IOException {
    int read;
    do {
      read = channel.read(block, position + block.position());
    } while (read > 0 && block.hasRemaining());
  }

  private boolean take(byte[] block, int length) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (block[i] == '\n' || (start == 0 && i == BLOCK - 1)) {
        byte[] line = Arrays.copyOfRange(block, start, i + 1);
        if (!lines.take(line)) {
          return false;
        }
        lastLine = line;
        end += line.length;
        start = i + 1;
      }
    }
    return true;
  }
}
