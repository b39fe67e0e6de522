package org.ganforge.observe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;
import org.jspecify.annotations.Nullable;

/** Reads the file of a {@link MetricsLog}, number by number. */
final class MetricsReader {
  private static final Pattern FIELD =
      Pattern.compile(
          "\\G[{,]\\s*\"(\\w+)\"\\s*:\\s*"
              + "(?:\"(NaN|-?Infinity)\"|(-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?))\\s*");

  private final Path path;
  private final Sink sink;

  private MetricsReader(Path path, Sink sink) {
    this.path = path;
    this.sink = sink;
  }

  /** Receives the numbers. */
  @FunctionalInterface
  interface Sink {
    /** Receives one number of an iteration. */
    void accept(long iteration, String field, double value);
  }

  /**
   * Reads the lines up to the one of iteration {@code last}; ignores an incomplete last line.
   *
   * @throws InvalidInputException if the file cannot be read or is not such a log
   */
  static void read(Path path, long last, Sink sink) {
    // In this encoding every byte is a character, so that even a binary file gives a message about
    // its first line.
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(PlainFiles.read(path), StandardCharsets.ISO_8859_1))) {
      new MetricsReader(path, sink).read(in, last);
    } catch (IOException e) {
      throw FileErrors.unreadable(path, e);
    }
  }

  private void read(BufferedReader in, long last) throws IOException {
    String line = line(in);
    for (int number = 1; line != null; number++) {
      String next = line(in);
      if (next != null || line.endsWith("}")) {
        long iteration = MetricsLine.iteration(line, path, number);
        if (iteration > last) {
          return;
        }
        fields(line, number, iteration);
      }
      line = next;
    }
  }

  /** Returns the next line, or the start of one that is far too long; null at the end. */
  private static @Nullable String line(BufferedReader in) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n' && line.length() <= MetricsScan.LONGEST_LINE; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  /**
   * Checks every field of a line.
   *
   * @throws InvalidInputException if one is damaged
   */
  static void check(String line, Path path, int number) {
    new MetricsReader(path, (iteration, field, value) -> {}).fields(line, number, 0);
  }

  /**
   * Reads the fields of a line of a file.
   *
   * @throws InvalidInputException if one is damaged
   */
  static void fields(String line, Path path, int number, Sink sink, long iteration) {
    new MetricsReader(path, sink).fields(line, number, iteration);
  }

  /** Reads the fields of a line that was just written. */
  static void fields(String line, Sink sink) {
    new MetricsReader(Path.of(""), sink).fields(line, 1, 0);
  }

  private void fields(String line, int number, long iteration) {
    Matcher field = FIELD.matcher(line);
    int end = 0;
    while (field.find()) {
      String value = field.group(2) == null ? field.group(3) : field.group(2);
      sink.accept(iteration, field.group(1), Double.parseDouble(value));
      end = field.end();
    }
    if (!line.substring(end).equals("}")) {
      throw new InvalidInputException(
          path + " line " + number,
          "\"name\":number, separated by commas",
          MetricsLine.brief(line.substring(end)),
          MetricsScan.WAY_OUT);
    }
  }
}
