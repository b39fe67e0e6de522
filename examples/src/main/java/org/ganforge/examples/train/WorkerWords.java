package org.ganforge.examples.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.ganforge.examples.option.LocalWorkersOptions;

/** The command line of {@code train} as one of {@code worker}. */
final class WorkerWords {
  /** The launcher's own, and those that it sets. */
  private static final Set<String> WITH_VALUE =
      Set.of(LocalWorkersOptions.COUNT, LocalWorkersOptions.RESTARTS, "--run", "--runs");

  private static final Set<String> WITHOUT_VALUE = Set.of("--new");

  private WorkerWords() {}

  /** Returns the words that workers take, without a place, a cluster and a task. */
  static List<String> of(List<String> command) {
    List<String> words = new ArrayList<>();
    boolean isVerb = true;
    for (Iterator<String> each = command.iterator(); each.hasNext(); ) {
      String word = each.next();
      String option = word.split("=", 2)[0];
      if (WITH_VALUE.contains(option)) {
        if (option.length() == word.length() && each.hasNext()) {
          each.next();
        }
      } else if (isVerb && word.equals("train")) {
        words.add("worker");
        isVerb = false;
      } else if (!WITHOUT_VALUE.contains(word)) {
        words.add(word);
      }
    }
    return words;
  }
}
