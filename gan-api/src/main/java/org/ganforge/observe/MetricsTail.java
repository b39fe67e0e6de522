package org.ganforge.observe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;

/**
 * The curves of a {@code metrics.jsonl} that is still growing. Each call of {@link #read} takes
 * only the lines added since the last one. If the log has been truncated, as by a rollback, it
 * starts over.
 */
final class MetricsTail {
  private static final int BLOCK = 1 << 16;

  private final Path path;
  private final Map<String, Curve> curves = new LinkedHashMap<>();
  private byte[] lastLine = {};
  private long end;
  private long iteration;
  private int lines;

  MetricsTail(Path path) {
    this.path = path;
  }

  /**
   * Reads the added lines, up to the last complete one.
   *
   * @throws org.ganforge.error.InvalidInputException if the file cannot be read or is damaged
   */
  void read() {
    if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
      restart();
      return;
    }
    try (FileChannel channel = PlainFiles.open(path, StandardOpenOption.READ)) {
      if (!isContinued(channel)) {
        restart();
      }
      readAdded(channel);
    } catch (IOException e) {
      throw FileErrors.unreadable(path, e);
    }
  }

  /** Returns the iteration of the last line; 0 before the first. */
  long iteration() {
    return iteration;
  }

  /** Returns the curve of each metric by its name in the log, at most 1,000 points each. */
  Map<String, List<CurvePoint>> thinned() {
    Map<String, List<CurvePoint>> thinned = new LinkedHashMap<>();
    curves.forEach((field, curve) -> thinned.put(field, curve.thinned()));
    return thinned;
  }

  private void restart() {
    curves.clear();
    lastLine = new byte[0];
    end = 0;
    iteration = 0;
    lines = 0;
  }

  /** Returns whether the last line read is still at its place in the file. */
  private boolean isContinued(FileChannel channel) throws IOException {
    if (channel.size() < end) {
      return false;
    }
    ByteBuffer found = ByteBuffer.allocate(lastLine.length);
    fill(channel, found, end - lastLine.length);
    return Arrays.equals(found.array(), lastLine);
  }

  private void readAdded(FileChannel channel) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    int read;
    do {
      block.clear();
      fill(channel, block, end);
      read = block.position();
      takeLines(block.array(), read);
    } while (read == BLOCK);
  }

  private static void fill(FileChannel channel, ByteBuffer block, long position)
      throws IOException {
    int read;
    do {
      read = channel.read(block, position + block.position());
    } while (read > 0 && block.hasRemaining());
  }

  /** Takes complete lines. One that fills a whole block must be damaged, so it is refused, too. */
  private void takeLines(byte[] block, int length) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (block[i] == '\n' || (start == 0 && i == BLOCK - 1)) {
        add(Arrays.copyOfRange(block, start, i + 1));
        start = i + 1;
      }
    }
  }

  private void add(byte[] bytes) {
    String line = new String(bytes, StandardCharsets.ISO_8859_1).stripTrailing();
    long number = MetricsLine.iteration(line, path, lines + 1);
    MetricsReader.check(line, path, lines + 1); // before any of its numbers is added
    MetricsReader.fields(
        line,
        path,
        lines + 1,
        (at, field, value) -> {
          if (!field.equals(MetricsLine.ITERATION)) {
            curves.computeIfAbsent(field, name -> new Curve()).add(at, value);
          }
        },
        number);
    lastLine = bytes;
    end += bytes.length;
    iteration = number;
    lines++;
  }
}
