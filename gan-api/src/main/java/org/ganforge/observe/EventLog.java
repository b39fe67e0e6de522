package org.ganforge.observe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;
import org.ganforge.json.record.LoggedEvent;

/**
 * Appends a run's events other than iterations to {@code events.jsonl}: warnings, divergence, what
 * was done about it. Lines are never removed, even if training goes back to an earlier checkpoint.
 * Iterations are in {@code metrics.jsonl}.
 *
 * @param path the file; it is created with the first line
 */
public record EventLog(Path path) {
  private static final int BLOCK = 1 << 13;

  /**
   * Appends a line, replacing an incomplete one that a killed process may have left at the end.
   *
   * @throws org.ganforge.error.InvalidInputException if the file cannot be written, or is not a
   *     plain file
   */
  public void append(LoggedEvent event) {
    ByteBuffer line = ByteBuffer.wrap((event.line() + "\n").getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel =
        PlainFiles.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = endOfLines(channel);
      channel.truncate(end).position(end);
      while (line.hasRemaining()) {
        channel.write(line);
      }
    } catch (IOException e) {
      throw FileErrors.unwritable(path, e);
    }
  }

  /** Returns the length of the file up to the end of its last complete line. */
  private static long endOfLines(FileChannel channel) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (long end = channel.size(); end > 0; ) {
      long start = Math.max(0, end - BLOCK);
      block.clear().limit((int) (end - start));
      int read;
      do {
        read = channel.read(block, start + block.position());
      } while (read > 0 && block.hasRemaining());
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  /**
   * Returns the last events in order. Lines that are not events are skipped, as is everything more
   * than 1 MiB before the end.
   *
   * @throws org.ganforge.error.InvalidInputException if the file cannot be read, or is not a plain
   *     file
   */
  public List<LoggedEvent> newest(int most) {
    return new EventTail(path, most).read();
  }

  /** Appends a warning, with its sign's name in lower case as the event. */
  public void append(CollapseWarning warning) {
    String event = warning.sign().name().toLowerCase(Locale.ROOT);
    append(new LoggedEvent(warning.iteration(), event, warning.text()));
  }
}
