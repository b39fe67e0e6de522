package org.ganforge.train;

import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;

/**
 * What a run's log of metrics held when a checkpoint was saved. A checkpoint keeps it, so that
 * whoever resumes from there notices any later change to those lines.
 *
 * @param bytes how many the log had, up to the end of the last iteration's line
 * @param digest their SHA-256, 64 hexadecimal digits
 */
public record LogDigest(long bytes, String digest) {
  /** Checks the arguments. */
  public LogDigest {
    Checks.notNegative("log bytes", bytes);
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new InvalidInputException(
          "log digest", "64 hexadecimal digits", '"' + digest + '"', "give the log's SHA-256");
    }
  }
}
