package org.ganforge.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.LeftOut;
import org.ganforge.error.InvalidInputException;
import org.ganforge.observe.RunDirectory;

/** What a run's imported network is without, in lines for the user. */
final class LeftOutLines {
  private LeftOutLines() {}

  /** Returns a line for each thing that was left out, with all layers that it was left out of. */
  static List<String> of(List<LeftOut> leftOut) {
    return grouped(leftOut).stream().map(text -> "left out: " + text).toList();
  }

  private static List<String> grouped(List<LeftOut> leftOut) {
    Map<String, String> layers = new LinkedHashMap<>();
    for (LeftOut one : leftOut) {
      layers.merge(one.option() + " " + one.found(), one.layer(), (all, next) -> all + ", " + next);
    }
    return layers.entrySet().stream()
        .map(entry -> entry.getKey() + " of " + entry.getValue())
        .toList();
  }

  /**
   * Refuses to resume the training of a network that lacks parts of its original training.
   *
   * @param agreed whether the user wants to all the same
   */
  static void check(RunDirectory run, List<LeftOut> leftOut, boolean agreed) {
    List<LeftOut> ofTraining = leftOut.stream().filter(LeftOut::training).toList();
    if (!agreed && !ofTraining.isEmpty()) {
      throw InvalidInputException.of(
          "run directory " + run,
          "networks with all that their training had",
          List.of("networks without " + String.join("; ", grouped(ofTraining))),
          "go on without it by --drop-regularizers");
    }
  }

  /** Returns what is still left out once the user has agreed to train without it. */
  static List<LeftOut> agreed(List<LeftOut> leftOut) {
    return leftOut.stream().filter(one -> !one.training()).toList();
  }
}
