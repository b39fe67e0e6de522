package org.ganforge.train;

import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;
import org.jspecify.annotations.Nullable;

/**
 * The content of a run's metrics log when a checkpoint was saved. The checkpoint stores it, so that
 * resuming detects any later change to those lines.
 *
 * @param bytes the length of the log, up to the end of the last iteration's line
 * @param digest the SHA-256 of those bytes, 64 hexadecimal digits
 * @param measures the SHA-256 of the checks at the ends of the measure logs; null if there are none
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

  /** Returns the digest of a metrics log, without measure logs. */
  public static LogDigest of(long bytes, String digest) {
    return new LogDigest(bytes, digest, null);
  }

  /** Returns a copy with this {@code measures}. */
  public LogDigest withMeasures(@Nullable String measures) {
    return Copy.with(this, "measures", measures);
  }
}
