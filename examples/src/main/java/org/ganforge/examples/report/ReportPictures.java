package org.ganforge.examples.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ganforge.internal.file.FileErrors;

/**
 * The pictures of a run on the page, limited in number and size.
 *
 * @param frames the grids of samples, by iteration
 * @param all how many grids the run has
 */
record ReportPictures(Map<Long, String> frames, int all) {
  /** The limit for all grids of one run together, in bytes. */
  private static final long MOST_BYTES = Picture.MOST_BYTES;

  private static final int MOST_FRAMES = 40;

  /** Includes as many grids as there is room for, evenly spaced, with the first and the last. */
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
   * Returns the picture in a file, for an {@code img}; empty if there is none, it is neither PNG
   * nor GIF, or it is too large.
   */
  static Optional<String> source(Path file) {
    return Picture.read(file)
        .map(
            picture ->
                "data:"
                    + picture.type()
                    + ";base64,"
                    + Base64.getEncoder().encodeToString(picture.bytes()));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw FileErrors.unreadable(file, e);
    }
  }
}
