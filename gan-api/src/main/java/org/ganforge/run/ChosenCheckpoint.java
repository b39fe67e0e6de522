package org.ganforge.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ganforge.checkpoint.BestCheckpoint;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.error.InvalidInputException;
import org.ganforge.observe.RunDirectory;

/**
 * The checkpoint to take a run's weights from.
 *
 * @param run the run
 * @param choice the user's choice
 * @param listener hears of each newer one that is damaged
 */
record ChosenCheckpoint(RunDirectory run, CheckpointChoice choice, RunListener listener) {
  /** A better checkpoint may replace the best one between two reads of the directory. */
  private static final int MOST_TRIES = 5;

  /** Returns the newest intact one, from which training resumes. */
  static SavedCheckpoint newest(RunDirectory run, RunListener listener) {
    return new ChosenCheckpoint(run, CheckpointChoice.newest(), listener).find();
  }

  /**
   * Returns the chosen one after verifying every byte.
   *
   * @throws InvalidInputException if it is missing or damaged
   */
  SavedCheckpoint find() {
    Checkpoints all = Checkpoints.of(run.checkpoints());
    if (choice instanceof CheckpointChoice.Newest) {
      return newest(all);
    } else if (choice instanceof CheckpointChoice.Best) {
      return best(all);
    } else if (choice instanceof CheckpointChoice.At at) {
      return all.whole(at.iteration());
    }
    throw new AssertionError(choice);
  }

  private SavedCheckpoint newest(Checkpoints all) {
    List<InvalidInputException> damaged = new ArrayList<>();
    SavedCheckpoint newest =
        all.newestWhole(damaged::add)
            .orElseThrow(() -> damaged.isEmpty() ? untrained() : damaged.get(0));
    damaged.forEach(
        e ->
            listener.on(
                new RunEvent.CheckpointDamaged(String.valueOf(e.getMessage()), newest.name())));
    return newest;
  }

  private SavedCheckpoint best(Checkpoints all) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<BestCheckpoint> best = all.best();
      if (best.isPresent()) {
        try {
          return all.whole(best.get().iteration());
        } catch (InvalidInputException e) {
          if (Files.isDirectory(all.at(best.get().iteration()))) {
            throw e;
          }
        }
      }
    }
    throw new InvalidInputException(
        "run directory " + run,
        "a best checkpoint, which training with evaluations keeps",
        "none",
        "choose one yourself with withCheckpoint(at(STEP))");
  }

  /**
   * Restores the chosen one, or its replacement by another process.
   *
   * @param restore takes the weights from a directory
   * @param found what {@link #find} has returned
   * @return the one that was restored
   * @throws InvalidInputException if it cannot be restored
   */
  SavedCheckpoint restore(Consumer<Path> restore, SavedCheckpoint found) {
    if (choice instanceof CheckpointChoice.Newest) {
      return Checkpoints.of(run.checkpoints()).restore(restore, found);
    }
    SavedCheckpoint next = found;
    while (true) {
      try {
        restore.accept(next.directory());
        return next;
      } catch (InvalidInputException e) {
        if (Files.isDirectory(next.directory())) {
          throw e;
        }
        next = find();
      }
    }
  }

  private InvalidInputException untrained() {
    return new InvalidInputException(
        "run directory " + run,
        "a checkpoint in " + run.checkpoints(),
        "none",
        "training of this run was interrupted; train again");
  }
}
