package org.ganforge.train;

import org.ganforge.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Counts a training in epochs. An epoch has as many turns of the discriminator as the data set has
 * whole batches of real images. With {@link BatchOrder#RANDOM}, where no turn uses up the images,
 * it has as many as with the other orders.
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
   * Returns how a plan counts.
   *
   * @param images how many images are learned
   * @return null where an epoch has no fixed length, as with {@link Adaptive}, or the images do not
   *     fill a batch
   */
  public static @Nullable Epochs of(TrainingPlan plan, int images) {
    long turns = images / plan.realCount();
    return turns > 0 && plan.schedule() instanceof Alternating alternating
        ? new Epochs(turns, alternating.discriminatorTurns())
        : null;
  }

  /** Returns the number of the epoch, from 1, that an iteration ends in; 0 before the first. */
  public long at(long iteration) {
    return iteration / turns * turnsPerIteration
        + -Math.floorDiv(-(iteration % turns * turnsPerIteration), turns);
  }

  /** Returns whether an epoch ends in an iteration. */
  public boolean endsAt(long iteration) {
    return iteration > 0 && whole(iteration) > whole(iteration - 1);
  }

  private long whole(long iteration) {
    return iteration / turns * turnsPerIteration + iteration % turns * turnsPerIteration / turns;
  }
}
