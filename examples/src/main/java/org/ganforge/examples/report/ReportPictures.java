package org.ganforge.examples.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;

/**
 * The pictures of a run on the page, limited in number and size.
 *
 * @param frames the grids of samples by their iterations
 * @param all how many grids the run has
 */
record ReportPictures(Map<Long, String> frames, int all) {
  /** The limit for all grids of one run together, in bytes. */
  private static final long MOST_BYTES = 6 << 20;

  private static final int MOST_FRAMES = 40;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] GIF = "GIF89a".getBytes(StandardCharsets.ISO_8859_1);

  /** Takes as many grids as there is room for, evenly spaced, including the first and the last. */
  static ReportPictures of(Map<Long, Path> samples) {
    List<Map.Entry<Long, Path>> grids = new ArrayList<>(samples.entrySet());
    long bytes = grids.stream().mapToLong(grid -> size(grid.getValue())).sum();
    int count = Math.min(grids.size(), MOST_FRAMES);
    if (bytes > 0) {
      count = (int) Math.min(count, Math.max(2, MOST_BYTES * grids.size() / bytes));
    }
    Map<Long, String> frames = new TreeMap<>();
    for (int i = 0; i < Math.min(count, grids.size()); i++) {
      int index = count < 2 ? 0 : (int) ((long) i * (grids.size() - 1) / (count - 1));
      Map.Entry<Long, Path> grid = grids.get(index);
      source(grid.getValue()).ifPresent(source -> frames.put(grid.getKey(), source));
    }
    return new ReportPictures(frames, grids.size());
  }

  /**
   * Returns the picture in a file, for an {@code img}; empty where there is none, it is neither PNG
   * nor GIF, or there is no room for it.
   */
  static Optional<String> source(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || size(file) > MOST_BYTES) {
      return Optional.empty();
    }
    try (InputStream in = PlainFiles.read(file)) {
      byte[] bytes = in.readNBytes((int) MOST_BYTES);
      return startsWith(bytes, PNG)
          ? Optional.of(source("png", bytes))
          : startsWith(bytes, GIF) ? Optional.of(source("gif", bytes)) : Optional.empty();
    } catch (IOException e) {
      throw FileErrors.unreadable(file, e);
    }
  }

  private static String source(String type, byte[] bytes) {
    return "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw FileErrors.unreadable(file, e);
    }
  }
}
