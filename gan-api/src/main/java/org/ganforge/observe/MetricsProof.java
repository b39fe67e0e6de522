package org.ganforge.observe;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Digest;
import org.ganforge.internal.file.PlainFiles;
import org.ganforge.train.LogDigest;
import org.jspecify.annotations.Nullable;

/**
 * Compares a log with its digest in a checkpoint, so that not even a changed digit goes unnoticed.
 *
 * @param path the log
 * @param iteration the checkpoint's iteration
 * @param line that iteration's line, without its line end; null if unknown
 * @param expected the log's digest at the checkpoint
 */
record MetricsProof(Path path, long iteration, @Nullable String line, LogDigest expected) {
  private static final int BUFFER = 1 << 16;

  /**
   * Returns the end of the part to keep: after the iteration's line or, if only that line is
   * missing or damaged, before it.
   *
   * @throws InvalidInputException if anything else has changed; the message says where, if that can
   *     be determined
   */
  MetricsScan.End end() throws IOException {
    byte[] last = line == null ? new byte[0] : (line + "\n").getBytes(StandardCharsets.UTF_8);
    long before = Math.max(0, expected.bytes() - last.length);
    try (InputStream in = PlainFiles.read(path)) {
      MessageDigest digest = Digest.SHA_256.start();
      update(digest, in, before);
      MessageDigest withLast = copy(digest);
      withLast.update(last);
      if (isExpected(withLast)) {
        return holds(in, last)
            ? new MetricsScan.End(expected.bytes(), iteration, "its end")
            : new MetricsScan.End(before, iteration - 1, "another line");
      }
    } catch (EOFException e) {
      // Shorter than before; the scan reports the missing line.
    }
    return beganHere(MetricsScan.until(path, iteration, false), last);
  }

  /** A log that was started over at exactly this iteration has only its line. */
  private MetricsScan.End beganHere(MetricsScan.End end, byte[] own) throws IOException {
    if (end.last() < iteration && (end.last() > 0 || iteration > 1)) {
      throw MetricsScan.gap(path.toString(), end.last() + 1, end.next());
    }
    if (own.length > 0 && end.length() == own.length) {
      try (InputStream in = PlainFiles.read(path)) {
        if (holds(in, own)) {
          return end;
        }
      }
    }
    throw new InvalidInputException(
        path.toString(),
        "the lines up to iteration " + iteration + " unchanged",
        "other ones",
        MetricsScan.WAY_OUT);
  }

  private boolean isExpected(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest()).equals(expected.digest());
  }

  private static boolean holds(InputStream in, byte[] bytes) throws IOException {
    return Arrays.equals(in.readNBytes(bytes.length), bytes);
  }

  /** Adds {@code count} bytes to a digest. */
  static void update(MessageDigest digest, InputStream in, long count) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (long left = count; left > 0; ) {
      int n = in.read(buffer, 0, (int) Math.min(BUFFER, left));
      if (n < 0) {
        throw new EOFException();
      }
      digest.update(buffer, 0, n);
      left -= n;
    }
  }

  /** Returns an independent copy of a digest. */
  static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("Java's own can be copied", e);
    }
  }
}
