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
import java.security.MessageDigest;
import java.util.HexFormat;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Digest;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.train.LogDigest;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Appends the metrics of each iteration to {@code metrics.jsonl}, one JSON object per line:
 *
 * <pre>{@code
 * {"iteration":1,"d_loss":0.7132,"d_accuracy":0.41,"g_loss":0.6902,"g_accuracy":0.53,"d_updates":1,"g_updates":1}
 * }</pre>
 *
 * <p>If the schedule validates, {@code d_val_loss}, {@code d_val_accuracy}, {@code g_val_loss} and
 * {@code g_val_accuracy} follow. Each number is the shortest that reads back as the same double;
 * losses that are not finite are the strings {@code "NaN"}, {@code "Infinity"} and {@code
 * "-Infinity"}, since JSON has no such numbers. Times are left out, so that the same seed writes
 * the same file.
 *
 * <p>Each line is passed to the operating system as a whole as soon as its iteration is done; a
 * killed process loses at most the line it was writing, which the next {@link #open} removes.
 */
public final class MetricsLog implements TrainingListener, AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private MessageDigest digest = Digest.SHA_256.start();
  private long length;
  private long last;
  private boolean torn;

  private MetricsLog(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens the log, new or existing, to continue after {@code iteration} iterations: later lines and
   * an incomplete last one are removed; 0 starts over.
   *
   * @throws InvalidInputException if the file cannot be written, or is not a plain file or not such
   *     a log
   */
  public static MetricsLog open(Path path, long iteration) {
    return open(path, file -> MetricsScan.until(file, iteration, false));
  }

  /**
   * Opens the log to continue from a checkpoint. The lines up to there must be unchanged, as far as
   * the checkpoint can tell. The line of its own iteration, which may be missing because of a full
   * disk, is repaired if it is missing or damaged. If there is no log, a new one starts with it.
   *
   * @throws InvalidInputException if another line is missing or changed; the file is then left
   *     unchanged
   */
  static MetricsLog open(Path path, CheckpointInfo checkpoint) {
    boolean anew = Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    long iteration = checkpoint.iteration();
    String line = checkpoint.metricsLine();
    LogDigest log = checkpoint.log();
    MetricsLog opened =
        open(
            path,
            file ->
                anew || !Files.isRegularFile(file)
                    ? new MetricsScan.End(0, Math.max(0, iteration - 1), "no file")
                    : log != null
                        ? new MetricsProof(file, iteration, line, log).end()
                        : withoutGap(file, iteration, line));
    try {
      if (line != null && opened.last == iteration - 1) {
        opened.append(iteration, line);
      }
      return opened;
    } catch (IOException e) {
      opened.close();
      throw FileErrors.unwritable(path, e);
    }
  }

  private static MetricsScan.End withoutGap(Path path, long iteration, @Nullable String line)
      throws IOException {
    MetricsScan.End end = MetricsScan.until(path, iteration, line != null);
    if (line != null && end.last() < iteration - 1) {
      throw MetricsScan.gap(path.toString(), end.last() + 1, end.next());
    }
    return end;
  }

  /** Finds the end of the part of a log to keep. */
  @FunctionalInterface
  private interface Kept {
    MetricsScan.End endOf(Path path) throws IOException;
  }

  private static MetricsLog open(Path path, Kept kept) {
    boolean anew = Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    try {
      FileChannel channel =
          PlainFiles.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      MetricsLog log = new MetricsLog(path, channel);
      try {
        log.cut(kept.endOf(path));
        return log;
      } catch (IOException | RuntimeException e) {
        channel.close();
        if (anew) {
          Files.deleteIfExists(path);
        }
        throw e;
      }
    } catch (IOException e) {
      throw FileErrors.unwritable(path, e);
    }
  }

  @Override
  public void on(TrainingEvent event) {
    try {
      if (event instanceof TrainingEvent.Started started) {
        // A trainer that was restored since the log was opened writes those iterations again.
        if (torn || started.iteration() != last) {
          cut(MetricsScan.until(path, started.iteration(), false));
        }
      } else if (event instanceof TrainingEvent.IterationDone done) {
        append(done.iteration(), MetricsLine.of(done));
      } else if (event instanceof TrainingEvent.Finished) {
        flush();
      }
    } catch (IOException e) {
      throw FileErrors.unwritable(path, e);
    }
  }

  /** Returns once all lines so far are on disk. */
  void flush() {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw FileErrors.unwritable(path, e);
    }
  }

  /**
   * Returns the digest of the log up to its last line, even if that line didn't fit on the disk;
   * null if it is not the line of {@code iteration}.
   */
  @Nullable LogDigest digest(long iteration) {
    return iteration == last
        ? LogDigest.of(length, HexFormat.of().formatHex(MetricsProof.copy(digest).digest()))
        : null;
  }

  /** Closes the file; the log accepts no further events. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileErrors.unwritable(path, e);
    }
  }

  private void append(long iteration, String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    last = iteration;
    length += bytes.remaining();
    digest.update(bytes.duplicate());
    torn = true;
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    torn = false;
  }

  private void cut(MetricsScan.End end) throws IOException {
    channel.truncate(end.length());
    channel.position(end.length());
    digest = Digest.SHA_256.start();
    if (end.length() > 0) {
      try (InputStream in = PlainFiles.read(path)) {
        MetricsProof.update(digest, in, end.length());
      }
    }
    length = end.length();
    last = end.last();
    torn = false;
  }
}
