package org.ganforge.train;

import org.ganforge.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Measures training in epochs. An epoch has as many turns of the discriminator as the data set has
 * whole batches of real images. The same number is used for {@link BatchOrder#RANDOM}, although its
 * turns draw with replacement.
 *
 * @param turns turns of the discriminator in an epoch
 * @param turnsPerIteration turns of the discriminator in an iteration
 */
public record Epochs(long turns, int turnsPerIteration) {
  /** Checks that both are at least 1. */
  public Epochs {
    Checks.positive("epochs turns", turns);
    Checks.positive("epochs turns_per_iteration", turnsPerIteration);
  }

  /**
   * Returns the epochs of a plan.
   *
   * @param images the number of training images
   * @return null if epochs have no fixed length, as with {@link Adaptive}, or the images do not
   *     fill a batch
   */
  public static @Nullable Epochs of(TrainingPlan plan, int images) {
    long turns = images / plan.realCount();
    return turns > 0 && plan.schedule() instanceof Alternating alternating
        ? new Epochs(turns, alternating.discriminatorTurns())
        : null;
  }

  /**
   * Returns the epoch, counted from 1, in which an iteration ends; 0 before the first iteration.
   */
  public long at(long iteration) {
    return iteration / turns * turnsPerIteration
        + -Math.floorDiv(-(iteration % turns * turnsPerIteration), turns);
  }

  /** Returns whether an epoch ends with an iteration. */
  public boolean endsAt(long iteration) {
    return iteration > 0 && whole(iteration) > whole(iteration - 1);
  }

  private long whole(long iteration) {
    return iteration / turns * turnsPerIteration + iteration % turns * turnsPerIteration / turns;
  }
}
