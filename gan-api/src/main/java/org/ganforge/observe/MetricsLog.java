package org.ganforge.observe;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.FileErrors;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Appends what each iteration gave to {@code metrics.jsonl}, one JSON object a line:
 *
 * <pre>{@code
 * {"iteration":1,"d_loss":0.7132,"d_accuracy":0.41,"g_loss":0.6902,"g_accuracy":0.53,"d_updates":1,"g_updates":1}
 * }</pre>
 *
 * <p>Where the schedule validates, {@code d_val_loss}, {@code d_val_accuracy}, {@code g_val_loss}
 * and {@code g_val_accuracy} follow. Each number is the shortest that reads back as the same
 * double; a loss that is no number stands as a string, {@code "NaN"}, {@code "Infinity"} or {@code
 * "-Infinity"}, since JSON has no such numbers. Times are left out, so that the same seed writes
 * the same file.
 *
 * <p>A line is handed to the operating system whole as soon as its iteration is done; a process
 * that is killed loses at most the line it was writing, which the next {@link #open} removes.
 */
public final class MetricsLog implements TrainingListener, AutoCloseable {
  private static final int LONGEST_LINE = 4096;

  private final Path path;
  private final FileChannel channel;

  private MetricsLog(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens the log, new or existing, to go on after {@code iteration} iterations: later lines and a
   * torn last one are removed; 0 begins anew.
   *
   * @throws InvalidInputException if the file cannot be written or is no such log
   */
  public static MetricsLog open(Path path, long iteration) {
    return open(path, iteration, null);
  }

  /**
   * Opens the log as {@link #open(Path, long)} does, and adds the last iteration's line where that
   * one is missing: a full disk may have kept it out. A log that is not there begins with it.
   *
   * @param line that of {@code iteration}, without its end; null where it is not known
   * @throws InvalidInputException if more lines than that one are missing, too; the file is as it
   *     was then
   */
  static MetricsLog open(Path path, long iteration, @Nullable String line) {
    boolean anew = Files.notExists(path);
    try {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      MetricsLog log = new MetricsLog(path, channel);
      try {
        End end = log.end(iteration);
        if (line != null && !anew && end.last() < iteration - 1 && Files.isRegularFile(path)) {
          throw gap(path.toString(), end.last() + 1, end.next());
        }
        log.cut(end);
        if (line != null && (anew || end.last() == iteration - 1)) {
          log.append(line + "\n");
        }
      } catch (IOException | RuntimeException e) {
        channel.close();
        if (anew) {
          Files.deleteIfExists(path);
        }
        throw e;
      }
      return log;
    } catch (IOException e) {
      throw FileErrors.unwritable(path, e);
    }
  }

  @Override
  public void on(TrainingEvent event) {
    try {
      if (event instanceof TrainingEvent.Started started) {
        // A trainer that was set back since the log was opened writes those iterations again.
        cut(end(started.iteration()));
      } else if (event instanceof TrainingEvent.IterationDone done) {
        append(MetricsLine.of(done) + "\n");
      } else if (event instanceof TrainingEvent.Finished) {
        flush();
      }
    } catch (IOException e) {
      throw FileErrors.unwritable(path, e);
    }
  }

  /** Returns when all lines so far are on the disk. */
  void flush() {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw FileErrors.unwritable(path, e);
    }
  }

  /** Closes the file; the log takes no further events. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileErrors.unwritable(path, e);
    }
  }

  private void append(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Where what is kept ends.
   *
   * @param length in bytes
   * @param last the number of the last iteration there, 0 for none
   * @param next what stands behind it
   */
  private record End(long length, long last, String next) {}

  /**
   * Finds the first line that is torn or of a later iteration. A log that was begun anew may begin
   * with any iteration; from there none is missing.
   */
  private End end(long iteration) throws IOException {
    long length = 0;
    long last = 0;
    if (!Files.isRegularFile(path)) {
      return new End(0, 0, "no file");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      StringBuilder line = new StringBuilder();
      int number = 1;
      int b = in.read();
      for (; b > 0; b = in.read()) {
        line.append((char) b);
        if (b == '\n' || line.length() > LONGEST_LINE) {
          long next = MetricsLine.iteration(line.toString().stripTrailing(), path, number);
          if (next > iteration) {
            return new End(length, last, "that of iteration " + next);
          }
          if (last > 0 && next != last + 1) {
            throw gap(path + " line " + number, last + 1, "that of iteration " + next);
          }
          last = next;
          length += line.length();
          line.setLength(0);
          number++;
        }
      }
      // What a power cut has left of lines that did not reach the disk are zeros; but only of the
      // last ones.
      if (b == 0 && last < iteration && holdsLine(in)) {
        throw gap(path + " line " + number, last + 1, "a zero byte");
      }
    }
    return new End(length, last, "its end");
  }

  /** Returns whether a whole line is left to be read. */
  private static boolean holdsLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n' && line.indexOf(MetricsLine.START) == 0) {
        return true;
      } else if (b == '\n' || b == 0) {
        line.setLength(0);
      } else if (line.length() < LONGEST_LINE) {
        line.append((char) b);
      }
    }
    return false;
  }

  private void cut(End end) throws IOException {
    channel.truncate(end.length());
    channel.position(end.length());
  }

  private static InvalidInputException gap(String where, long missing, String found) {
    return new InvalidInputException(
        where,
        "the line of iteration " + missing,
        found,
        "restore the file, or remove it to begin a new log");
  }
}
