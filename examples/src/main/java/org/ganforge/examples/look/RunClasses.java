package org.ganforge.examples.look;

import java.util.List;
import java.util.stream.Collectors;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Nearest;
import org.ganforge.json.record.RunInfo;

/**
 * The classes of a conditional run, as named by {@code --label}.
 *
 * @param count how many there are; 0 for a run without labels
 * @param names their names; empty if unknown
 */
record RunClasses(int count, List<String> names) {
  static final String LABEL = "--label";
  private static final int MOST_NAMES = 12;

  static RunClasses of(RunInfo info) {
    RunInfo.Images learned = info.images();
    return new RunClasses(info.gan().classes(), learned == null ? List.of() : learned.classes());
  }

  /**
   * Returns class numbers.
   *
   * @param labels names or numbers
   * @throws InvalidInputException if there are any and the run takes no labels, or has no such
   *     class
   */
  List<Integer> numbers(List<String> labels) {
    if (count == 0 && !labels.isEmpty()) {
      throw new InvalidInputException(
          LABEL, "a run whose networks take labels", "one without", "leave it out");
    }
    return labels.stream().map(label -> number(label.strip())).toList();
  }

  /** Names take precedence over numbers: a folder's name may be a number other than its index. */
  private int number(String label) {
    int named = names.indexOf(label);
    if (named >= 0) {
      return named;
    }
    if (label.matches("\\d{1,9}") && Integer.parseInt(label) < count) {
      return Integer.parseInt(label);
    }
    String first = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    String more = names.size() > MOST_NAMES ? ", ..." : "";
    throw new InvalidInputException(
        LABEL,
        "a class from 0 to "
            + (count - 1)
            + (names.isEmpty() ? "" : ", or one of " + InvalidInputException.oneLine(first) + more),
        '"' + label + '"',
        Nearest.didYouMean(label, names, "choose one of them"));
  }

  /** Returns {@code class 7}, or {@code classes cat, dog} if their names are known. */
  String text(List<Integer> classes) {
    return (classes.size() == 1 ? "class " : "classes ")
        + classes.stream()
            .map(c -> c < names.size() ? InvalidInputException.oneLine(names.get(c)) : c + "")
            .collect(Collectors.joining(", "));
  }
}
