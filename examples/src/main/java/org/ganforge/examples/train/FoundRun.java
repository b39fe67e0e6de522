package org.ganforge.examples.train;

import java.util.List;
import java.util.stream.Stream;
import org.ganforge.examples.console.Console;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.EarlierRun;

/**
 * One line that says whether an earlier run on the same pictures is resumed, and how it differs.
 */
final class FoundRun {
  private static final int MOST_DIFFERENCES = 3;

  private FoundRun() {}

  /** Returns whether to resume the run. */
  static boolean isResumed(EarlierRun found) {
    return found.state() == EarlierRun.State.UNFINISHED;
  }

  /** Returns the line. */
  static String line(EarlierRun found) {
    RunDirectory run = found.run().directory();
    String start = "found  " + run;
    return switch (found.state()) {
      case UNFINISHED ->
          start
              + ", not finished, with the same pictures and options"
              + (found.differences().isEmpty() ? "" : " except " + differences(found))
              + rollbacks(found.rollbacks())
              + "; --new starts another";
      case FINISHED ->
          start
              + ", trained for "
              + Console.count(found.iteration(), "iteration")
              + " with the same pictures and options; this starts another, '"
              + Console.command("resume", run, "--steps", 2 * found.iteration())
              + "' trains that one further";
      case OTHER ->
          start
              + ", not finished, with the same pictures but "
              + differences(found)
              + "; this starts another, '"
              + Console.command("resume", run)
              + "' trains that one further";
    };
  }

  private static String rollbacks(int count) {
    return count == 0 ? "" : ", at its learning rates after " + Console.count(count, "rollback");
  }

  private static String differences(EarlierRun found) {
    List<String> all = found.differences();
    Stream<String> more =
        all.size() > MOST_DIFFERENCES
            ? Stream.of((all.size() - MOST_DIFFERENCES) + " more")
            : Stream.empty();
    return String.join(", ", Stream.concat(all.stream().limit(MOST_DIFFERENCES), more).toList());
  }
}
