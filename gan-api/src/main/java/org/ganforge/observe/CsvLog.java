package org.ganforge.observe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;

/**
 * Writes the numbers of each iteration to a CSV file, like Keras' {@code CSVLogger}: a header,
 * {@code iteration,d_loss,d_accuracy,g_loss,g_accuracy,d_updates,g_updates}, and a row for each
 * iteration. The columns are those of the first iteration; see {@link MetricsLog} for the numbers.
 *
 * <p>New training writes a new file. Resumed training keeps the rows up to the iteration it resumes
 * from.
 */
public final class CsvLog implements TrainingListener {
  private final Path path;
  private List<String> columns = List.of();
  private long end;

  private CsvLog(Path path) {
    this.path = path;
  }

  /** Returns a listener that writes this file. */
  public static CsvLog of(Path path) {
    return new CsvLog(path);
  }

  @Override
  public void on(TrainingEvent event) {
    try {
      if (event instanceof TrainingEvent.Started started) {
        keep(started.iteration());
        write("");
      } else if (event instanceof TrainingEvent.IterationDone done) {
        append(numbers(done));
      }
    } catch (IOException e) {
      throw FileErrors.unwritable(path, e);
    }
  }

  private static Map<String, String> numbers(TrainingEvent.IterationDone done) {
    Map<String, String> numbers = new LinkedHashMap<>();
    numbers.put(MetricsLine.ITERATION, Long.toString(done.iteration()));
    MetricsReader.fields(
        MetricsLine.of(done),
        (iteration, field, value) -> numbers.putIfAbsent(field, MetricsLine.plain(value)));
    return numbers;
  }

  private void append(Map<String, String> numbers) throws IOException {
    String header = "";
    if (columns.isEmpty()) {
      columns = List.copyOf(numbers.keySet());
      header = String.join(",", columns) + "\n";
    }
    write(
        header
            + columns.stream()
                .map(column -> numbers.getOrDefault(column, ""))
                .collect(Collectors.joining(",", "", "\n")));
  }

  /** Truncates the file after the rows to keep. */
  private void keep(long iteration) throws IOException {
    columns = List.of();
    end = 0;
    if (iteration == 0 || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    // In this encoding every byte is a character, so lengths are in bytes.
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(PlainFiles.read(path), StandardCharsets.ISO_8859_1))) {
      String header = in.readLine();
      if (header == null || !header.startsWith(MetricsLine.ITERATION + ",")) {
        return;
      }
      columns = new ArrayList<>(List.of(header.split(",", -1)));
      end = header.length() + 1L;
      for (String row = in.readLine(); row != null; row = in.readLine()) {
        String[] cells = row.split(",", -1);
        boolean isKept =
            cells.length == columns.size()
                && cells[0].matches("\\d{1,18}")
                && Long.parseLong(cells[0]) <= iteration;
        if (!isKept) {
          return;
        }
        end += row.length() + 1L;
      }
    }
  }

  private void write(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    try (FileChannel channel =
        PlainFiles.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(end).position(end);
      end += bytes.remaining();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }
}
