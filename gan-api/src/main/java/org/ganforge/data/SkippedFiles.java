package org.ganforge.data;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ganforge.error.InvalidInputException;

/**
 * The files that are not readable pictures.
 *
 * @param of how many files were examined, including these
 * @param reasons what was found instead of a picture, by the file's path in its folder or archive,
 *     in the order of the paths
 */
public record SkippedFiles(int of, Map<String, String> reasons) {
  private static final int SHOWN = 5;

  /** Keeps the reasons in order. */
  public SkippedFiles {
    reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
  }

  /** Returns how many files were skipped. */
  public int count() {
    return reasons.size();
  }

  /**
   * Returns the first of them, at most five, each with its reason: {@code a.png (damaged data)}.
   */
  public List<String> examples() {
    return reasons.entrySet().stream()
        .limit(SHOWN)
        .map(file -> InvalidInputException.oneLine(file.getKey() + " (" + file.getValue() + ")"))
        .toList();
  }

  /**
   * Returns one line: {@code skipped 2 of 40 files: a.png (damaged data), b.png (an empty file)}.
   */
  @Override
  public String toString() {
    if (reasons.isEmpty()) {
      return "skipped none of " + of + " files";
    }
    String more = count() > SHOWN ? " and " + (count() - SHOWN) + " more" : "";
    return "skipped "
        + count()
        + " of "
        + of
        + " files: "
        + examples().stream().collect(Collectors.joining(", "))
        + more;
  }
}
