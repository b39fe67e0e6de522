package org.ganforge.run;

import java.time.Duration;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.data.ImageSource;
import org.ganforge.observe.CollapseWarning;
import org.ganforge.observe.RunDirectory;
import org.ganforge.train.Measure;
import org.jspecify.annotations.Nullable;

/**
 * A fact about a run beside those of its training, which are {@link
 * org.ganforge.train.TrainingEvent}s.
 */
public sealed interface RunEvent {
  /**
   * A new run has its directory, and its training begins.
   *
   * @param images those that are learned
   */
  record Created(RunDirectory directory, Gan gan, ImageSource images) implements RunEvent {}

  /**
   * A run is about to be trained further.
   *
   * @param iteration how many iterations are done
   * @param changed settings that change from here on, as allowed by {@link Resumption}: {@code
   *     plan.seed 7 (then 5)}
   */
  record Resumed(RunDirectory directory, Gan gan, long iteration, List<String> changed)
      implements RunEvent {
    /** Copies the list. */
    public Resumed {
      changed = List.copyOf(changed);
    }
  }

  /**
   * A checkpoint is not as it was written.
   *
   * @param mistake what is wrong with it, in one line
   * @param taken the name of the older one in its place; null where there is none, or it is passed
   *     over among others
   */
  record CheckpointDamaged(String mistake, @Nullable String taken) implements RunEvent {}

  /** The training shows a sign of collapse; the run's events have it too. */
  record CollapseSuspected(CollapseWarning warning) implements RunEvent {}

  /**
   * The training has met a number that is not finite.
   *
   * @param iteration how many iterations were done before
   * @param found what was found where, and the way out, in one line
   */
  record Diverged(long iteration, String found) implements RunEvent {}

  /**
   * The training is back at a checkpoint and goes on from there with half its learning rates.
   *
   * @param iteration of the checkpoint
   * @param rollback which one it is, from 1
   * @param most how many there may be
   * @param text all of this in one line
   */
  record RolledBack(long iteration, int rollback, int most, String text) implements RunEvent {}

  /**
   * The classifier that compares samples with the real images has done a step of its training,
   * which every data set needs once.
   */
  record ClassifierStep(int step, int steps, double loss) implements RunEvent {}

  /**
   * The training ends since its samples have not become better for as many evaluations as its plan
   * allows; the run's events have it too.
   *
   * @param text why, in one line
   */
  record StoppedEarly(long iteration, String text) implements RunEvent {}

  /**
   * A training with evaluations has ended.
   *
   * @param count how many there were since it began or was resumed
   * @param cost how long they took, the best checkpoints' saving included
   * @param elapsed how long the training took, that included
   * @param measure the plan's first one
   * @param best its best value
   * @param bestIteration the iteration that has it, whose checkpoint is kept
   */
  record Evaluations(
      int count, Duration cost, Duration elapsed, Measure measure, double best, long bestIteration)
      implements RunEvent {
    /** Returns the share of the training's time, 0 to 1. */
    public double share() {
      return elapsed.isZero() ? 0 : (double) cost.toNanos() / elapsed.toNanos();
    }
  }
}
