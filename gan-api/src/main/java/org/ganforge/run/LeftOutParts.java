package org.ganforge.run;

import java.util.List;
import org.ganforge.LeftOut;
import org.ganforge.error.InvalidInputException;
import org.ganforge.observe.RunDirectory;

/** What a run's imported network is without. */
record LeftOutParts(List<LeftOut> all) {
  /**
   * Refuses to resume the training of a network that lacks parts of its original training.
   *
   * @param agreed whether the user wants to all the same
   */
  void check(RunDirectory run, boolean agreed) {
    List<LeftOut> ofTraining = all.stream().filter(LeftOut::training).toList();
    if (!agreed && !ofTraining.isEmpty()) {
      throw InvalidInputException.of(
          "run directory " + run,
          "networks with all that their training had",
          List.of("networks without " + String.join("; ", LeftOut.lines(ofTraining))),
          "go on without it by withDropRegularizers(true)");
    }
  }

  /** Returns what is still left out once the user has agreed to train without it. */
  List<LeftOut> agreed() {
    return all.stream().filter(one -> !one.training()).toList();
  }
}
