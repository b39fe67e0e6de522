package org.ganforge.run;

import java.time.Duration;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.data.ImageSource;
import org.ganforge.observe.CollapseWarning;
import org.ganforge.observe.RunDirectory;
import org.ganforge.train.Measure;
import org.jspecify.annotations.Nullable;

/** A fact about a run other than the {@link org.ganforge.train.TrainingEvent}s of its training. */
public sealed interface RunEvent {
  /**
   * A new run has its directory, and training starts.
   *
   * @param images the training images
   */
  record Created(RunDirectory directory, Gan gan, ImageSource images) implements RunEvent {}

  /**
   * A run is about to be trained further.
   *
   * @param iteration how many iterations are done
   * @param changed the settings that change from here on, as allowed by {@link Resumption}: {@code
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
   * A checkpoint is damaged.
   *
   * @param mistake what is wrong with it, in one line
   * @param taken the name of the older one used instead; null if there is none, or it is merely
   *     skipped
   */
  record CheckpointDamaged(String mistake, @Nullable String taken) implements RunEvent {}

  /** Training shows a sign of collapse; also recorded in the run's events. */
  record CollapseSuspected(CollapseWarning warning) implements RunEvent {}

  /**
   * Training has produced a number that is not finite.
   *
   * @param iteration how many iterations were completed before
   * @param found what was found where, and how to fix it, in one line
   */
  record Diverged(long iteration, String found) implements RunEvent {}

  /**
   * Training has gone back to a checkpoint and continues from there with half its learning rates.
   *
   * @param iteration the checkpoint's iteration
   * @param rollback the number of this rollback, from 1
   * @param most the maximum number of rollbacks
   * @param text all of this in one line
   */
  record RolledBack(long iteration, int rollback, int most, String text) implements RunEvent {}

  /**
   * The classifier used for evaluation has done a step of its training, which is needed once per
   * data set.
   */
  record ClassifierStep(int step, int steps, double loss) implements RunEvent {}

  /**
   * Training ends because samples haven't improved for as many evaluations as the plan allows; also
   * recorded in the run's events.
   *
   * @param text the reason, in one line
   */
  record StoppedEarly(long iteration, String text) implements RunEvent {}

  /**
   * Training with evaluations has ended.
   *
   * @param count how many evaluations there were since training started or resumed
   * @param cost how long they took, including saving the best checkpoints
   * @param elapsed how long training took, including that
   * @param measure the plan's first measure
   * @param best its best value
   * @param bestIteration the iteration with that value, whose checkpoint is kept
   */
  record Evaluations(
      int count, Duration cost, Duration elapsed, Measure measure, double best, long bestIteration)
      implements RunEvent {
    /** Returns the evaluations' share of the training time, 0 to 1. */
    public double share() {
      return elapsed.isZero() ? 0 : (double) cost.toNanos() / elapsed.toNanos();
    }
  }
}
