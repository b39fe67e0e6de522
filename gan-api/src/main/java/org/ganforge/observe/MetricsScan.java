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

  /** The way out of every damage. It must not cost the lines that are whole. */
  static final String WAY_OUT =
      "restore the file from a copy, or rename it to keep it, and resume begins a new log";

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
   * Where what is kept ends.
   *
   * @param length in bytes
   * @param last the number of the last iteration there, 0 for none
   * @param next what stands behind it
   */
  record End(long length, long last, String next) {}

  /**
   * Finds the end of the line of {@code iteration}, or the first line that is torn or of a later
   * one. A log that was begun anew may begin with any iteration; from there none is missing. What
   * follows the line of {@code iteration} may be anything.
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
    // What a power cut has left of lines that did not reach the disk are zeros; but only of the
    // last ones.
    if (b == 0 && last < iteration && holdsLine(in) && !isRepairable()) {
      throw gap(path + " line " + number, last + 1, "a zero byte");
    }
    return new End(length, last, "its end");
  }

  /** Takes a line, or returns what it is where the kept part ends before it. */
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

  /** Only the last line lacks, and that can be written again. */
  private boolean isRepairable() {
    return isLastKnown && last > 0 && last == iteration - 1;
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

  static InvalidInputException gap(String where, long missing, String found) {
    return new InvalidInputException(where, "the line of iteration " + missing, found, WAY_OUT);
  }
}
