package org.ganforge.observe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.ganforge.internal.FileErrors;
import org.ganforge.json.RunEvent;

/**
 * Appends to {@code events.jsonl} what has happened in a run besides its iterations: warnings,
 * divergence, what was done about it. A line that is there stays there, also when the training goes
 * back to a checkpoint before it. {@code metrics.jsonl} has the iterations alone.
 *
 * @param path the file; it is made with the first line
 */
public record EventLog(Path path) {
  /**
   * Appends a line, in the place of a torn one that a killed process may have left at the end.
   *
   * @throws org.ganforge.error.InvalidInputException if the file cannot be written
   */
  public void append(RunEvent event) {
    ByteBuffer line = ByteBuffer.wrap((event.line() + "\n").getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel =
        FileChannel.open(
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

  /** Returns the length of the file up to the end of its last whole line. */
  private static long endOfLines(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    long end = channel.size();
    while (end > 0 && channel.read(one.clear(), end - 1) == 1 && one.get(0) != '\n') {
      end--;
    }
    return end;
  }

  /** Appends a warning, under its sign's name in lower case. */
  public void append(CollapseWarning warning) {
    String event = warning.sign().name().toLowerCase(Locale.ROOT);
    append(new RunEvent(warning.iteration(), event, warning.text()));
  }
}
