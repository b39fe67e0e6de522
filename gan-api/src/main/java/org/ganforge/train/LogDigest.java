package org.ganforge.train;

import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;
import org.jspecify.annotations.Nullable;

/**
 * What a run's log of metrics held when a checkpoint was saved. A checkpoint keeps it, so that
 * whoever resumes from there notices any later change to those lines.
 *
 * @param bytes how many the log had, up to the end of the last iteration's line
 * @param digest their SHA-256, 64 hexadecimal digits
 * @param measures the SHA-256 of the checks at the ends of the logs of measures; null where there
 *     are no such logs
 */
public record LogDigest(long bytes, String digest, @Nullable String measures) {
  /** Checks the arguments. */
  public LogDigest {
    Checks.notNegative("log bytes", bytes);
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new InvalidInputException(
          "log digest", "64 hexadecimal digits", '"' + digest + '"', "give the log's SHA-256");
    }
  }

  /** Returns the digest of a log of metrics, without logs of measures. */
  public static LogDigest of(long bytes, String digest) {
    return new LogDigest(bytes, digest, null);
  }

  /** Returns a copy with this {@code measures}. */
  public LogDigest withMeasures(@Nullable String measures) {
    return Copy.with(this, "measures", measures);
  }
}
