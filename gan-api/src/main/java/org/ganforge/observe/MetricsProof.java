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
 * Compares a log with what a checkpoint says of it, so that no change goes unnoticed, a digit's
 * neither.
 *
 * @param iteration of the checkpoint
 * @param line that of the iteration, without its end; null where it is not known
 * @param expected what the log held
 */
record MetricsProof(Path path, long iteration, @Nullable String line, LogDigest expected) {
  private static final int BUFFER = 1 << 16;

  /**
   * Returns where what is kept ends: behind the iteration's line or, where only that one is missing
   * or damaged, before it.
   *
   * @throws InvalidInputException if anything else is not as it was written; the message says
   *     where, if that can be seen
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
      // Shorter than it was; the scan says which line is missing.
    }
    return beganHere(MetricsScan.until(path, iteration, false), last);
  }

  /** A log that was begun anew at this very iteration holds its line alone. */
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
        "the lines up to iteration " + iteration + " as they were written",
        "other ones",
        MetricsScan.WAY_OUT);
  }

  private boolean isExpected(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest()).equals(expected.digest());
  }

  private static boolean holds(InputStream in, byte[] bytes) throws IOException {
    return Arrays.equals(in.readNBytes(bytes.length), bytes);
  }

  /** Adds so many bytes to a digest. */
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

  /** Returns a digest of the same bytes so far, to go on with apart. */
  static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("Java's own can be copied", e);
    }
  }
}
