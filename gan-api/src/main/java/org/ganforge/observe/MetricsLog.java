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
   * one is missing: a full disk may have kept it out.
   *
   * @param line that of {@code iteration}, without its end; null where it is not known
   * @throws InvalidInputException if more lines than that one are missing, too
   */
  static MetricsLog open(Path path, long iteration, @Nullable String line) {
    try {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      MetricsLog log = new MetricsLog(path, channel);
      try {
        long last = log.keepUntil(iteration);
        if (line != null && last == iteration - 1) {
          log.append(line + "\n");
        } else if (line != null && last > 0 && last < iteration) {
          throw gap(path.toString(), last + 1, "its end");
        }
      } catch (IOException | RuntimeException e) {
        channel.close();
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
        keepUntil(started.iteration());
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
   * Cuts at the first line that is torn or of a later iteration; returns the last one's number, 0
   * for none. A log that was begun anew may begin with any iteration; from there none is missing.
   */
  private long keepUntil(long iteration) throws IOException {
    long length = 0;
    long last = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      StringBuilder line = new StringBuilder();
      // What a power cut has left of lines that did not reach the disk are zeros.
      for (int b = in.read(), number = 1; b > 0; b = in.read()) {
        line.append((char) b);
        if (b == '\n' || line.length() > LONGEST_LINE) {
          long next = MetricsLine.iteration(line.toString().stripTrailing(), path, number++);
          if (next > iteration) {
            break;
          }
          if (last > 0 && next != last + 1) {
            throw gap(path + " line " + (number - 1), last + 1, "that of iteration " + next);
          }
          last = next;
          length += line.length();
          line.setLength(0);
        }
      }
    }
    channel.truncate(length);
    channel.position(length);
    return last;
  }

  private static InvalidInputException gap(String where, long missing, String found) {
    return new InvalidInputException(
        where,
        "the line of iteration " + missing,
        found,
        "restore the file, or remove it to begin a new log");
  }
}
