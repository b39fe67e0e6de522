package org.ganforge.run;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.error.InvalidInputException;
import org.ganforge.observe.RunDirectory;

/** Where the weights of a run are taken from. */
final class NewestCheckpoint {
  private NewestCheckpoint() {}

  /**
   * Returns the newest whole checkpoint of a run, and tells of each later one that is damaged.
   *
   * @throws InvalidInputException if there is none
   */
  static SavedCheckpoint of(RunDirectory run, RunListener listener) {
    List<InvalidInputException> damaged = new ArrayList<>();
    SavedCheckpoint newest =
        Checkpoints.of(run.checkpoints())
            .newestWhole(damaged::add)
            .orElseThrow(() -> damaged.isEmpty() ? untrained(run) : damaged.get(0));
    damaged.forEach(
        e ->
            listener.on(
                new RunEvent.CheckpointDamaged(String.valueOf(e.getMessage()), newest.name())));
    return newest;
  }

  private static InvalidInputException untrained(RunDirectory run) {
    return new InvalidInputException(
        "run directory " + run,
        "a checkpoint in " + run.checkpoints(),
        "none",
        "the training of this run was cut off; train again");
  }
}
