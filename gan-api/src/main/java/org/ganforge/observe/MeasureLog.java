package org.ganforge.observe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.train.Measurement;
import org.jspecify.annotations.Nullable;

/** The values of one measure during training, a line for each evaluation. */
final class MeasureLog {
  private final Path path;
  private final List<MeasuredLine> lines = new ArrayList<>();
  private @Nullable InvalidInputException damage;
  private long length;

  private MeasureLog(Path path) {
    this.path = path;
  }

  /**
   * Opens a log, new or existing, to continue after {@code iteration} iterations. Its file is not
   * changed until {@link #cut}. Only lines before the first damaged one count.
   */
  static MeasureLog open(Path path, long iteration) {
    MeasureLog log = new MeasureLog(path);
    if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
      return log;
    }
    try (InputStream in = PlainFiles.read(path)) {
      log.read(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1), iteration);
      return log;
    } catch (IOException e) {
      throw FileErrors.unreadable(path, e);
    }
  }

  private void read(String text, long iteration) {
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', (int) length)) {
      String next = text.substring((int) length, end);
      MeasuredLine line = next(lines, next);
      if (line == null) {
        damage =
            new InvalidInputException(
                path + " line " + (lines.size() + 1),
                "the line unchanged",
                MetricsLine.brief(next.strip()),
                MeasureLogs.WAY_OUT);
      }
      if (line == null || line.iteration() > iteration) {
        return;
      }
      lines.add(line);
      length = end + 1L;
    }
  }

  /** Returns a text as the line that follows these; null if it is damaged. */
  static @Nullable MeasuredLine next(List<MeasuredLine> lines, String text) {
    try {
      MeasuredLine line = MeasuredLine.read(text);
      return line.text().equals(text) && line.follows(check(lines)) ? line : null;
    } catch (InvalidInputException e) {
      return null;
    }
  }

  /** Returns the error in the line after those that count; null if there is none. */
  @Nullable InvalidInputException damage() {
    return damage;
  }

  /** Truncates the file after the lines that {@link #open} found. */
  void cut() {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      write("");
    }
  }

  /** Appends a line and returns once it is on disk. */
  void append(long iteration, Measurement found) {
    MeasuredLine line = MeasuredLine.of(iteration, found, check());
    String text = line.text() + "\n";
    write(text);
    lines.add(line);
    length += text.length();
  }

  /** Writes after the lines, replacing anything there. */
  private void write(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    try (FileChannel channel =
        PlainFiles.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(length).position(length);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw FileErrors.unwritable(path, e);
    }
  }

  List<MeasuredLine> lines() {
    return List.copyOf(lines);
  }

  /** Returns the check of the last line. */
  String check() {
    return check(lines);
  }

  private static String check(List<MeasuredLine> lines) {
    return lines.isEmpty() ? MeasuredLine.START : lines.get(lines.size() - 1).check();
  }
}
