package org.ganforge.run;

import java.util.List;
import org.ganforge.LeftOut;
import org.ganforge.error.InvalidInputException;
import org.ganforge.observe.RunDirectory;

/** The parts that a run's imported network lacks. */
record LeftOutParts(List<LeftOut> all) {
  /**
   * Refuses to resume training a network that lacks parts of its original training.
   *
   * @param agreed whether the user has agreed to that
   */
  void check(RunDirectory run, boolean agreed) {
    List<LeftOut> ofTraining = all.stream().filter(LeftOut::training).toList();
    if (!agreed && !ofTraining.isEmpty()) {
      throw InvalidInputException.of(
          "run directory " + run,
          "networks with all that their training had",
          List.of("networks without " + String.join("; ", LeftOut.lines(ofTraining))),
          "train without it with withDropRegularizers(true)");
    }
  }

  /** Returns what is still left out once the user has agreed to train without it. */
  List<LeftOut> agreed() {
    return all.stream().filter(one -> !one.training()).toList();
  }
}
