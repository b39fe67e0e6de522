package org.ganforge.observe;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.PlainFiles;

/** Finds how much of a {@link MetricsLog} belongs to the first iterations of a training. */
final class MetricsScan {
  static final int LONGEST_LINE = 4096;

  /** The way out in every message about damage. It must preserve the intact lines. */
  static final String WAY_OUT =
      "restore the file from a copy, or rename it to keep it, and resume starts a new log";

  private final Path path;
  private final long iteration;
  private final boolean isLastKnown;
  private long length;
  private long last;

  private MetricsScan(Path path, long iteration, boolean isLastKnown) {
    this.path = path;
    this.iteration = iteration;
    this.isLastKnown = isLastKnown;
  }

  /**
   * The end of the part to keep.
   *
   * @param length its length in bytes
   * @param last its last iteration, 0 for none
   * @param next a description of what follows it
   */
  record End(long length, long last, String next) {}

  /**
   * Finds the end of the line of {@code iteration}, or the start of the first line that is
   * incomplete or later. A log that was started over may begin with any iteration; from there on
   * none may be missing. Anything may follow the line of {@code iteration}.
   *
   * @param isLastKnown whether the line of {@code iteration} can be written again, so that a
   *     damaged one counts as missing
   * @throws InvalidInputException if a line before that is damaged or missing
   */
  static End until(Path path, long iteration, boolean isLastKnown) throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return new End(0, 0, "no file");
    }
    try (InputStream in = new BufferedInputStream(PlainFiles.read(path), 1 << 16)) {
      return new MetricsScan(path, iteration, isLastKnown).end(in);
    }
  }

  private End end(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int number = 1;
    int b = in.read();
    for (; b > 0; b = in.read()) {
      line.append((char) b);
      if (b == '\n' || line.length() > LONGEST_LINE) {
        String next = next(line.toString().stripTrailing(), number);
        if (!next.isEmpty()) {
          return new End(length, last, next);
        }
        length += line.length();
        line.setLength(0);
        number++;
        if (last == iteration) {
          return new End(length, last, "its end");
        }
      }
    }
    // A power cut leaves zeros for lines that didn't reach the disk, but only for the last ones.
    if (b == 0 && last < iteration && holdsLine(in) && !isRepairable()) {
      throw gap(path + " line " + number, last + 1, "a zero byte");
    }
    return new End(length, last, "its end");
  }

  /** Accepts a line, or returns its description if the part to keep ends before it. */
  private String next(String line, int number) {
    long next;
    try {
      next = MetricsLine.iteration(line, path, number);
      if (next <= iteration) {
        MetricsReader.check(line, path, number);
      }
    } catch (InvalidInputException e) {
      if (isRepairable()) {
        return "a damaged line";
      }
      throw e;
    }
    if (next > iteration) {
      return "that of iteration " + next;
    }
    if (last > 0 && next != last + 1) {
      if (isRepairable()) {
        return "that of iteration " + next;
      }
      throw gap(path + " line " + number, last + 1, "that of iteration " + next);
    }
    last = next;
    return "";
  }

  /** Returns whether only the last line is missing and can be written again. */
  private boolean isRepairable() {
    return isLastKnown && last > 0 && last == iteration - 1;
  }

  /** Returns whether there is another complete line. */
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

  static InvalidInputException gap(String where, long missing, String found) {
    return new InvalidInputException(where, "the line of iteration " + missing, found, WAY_OUT);
  }
}
