package org.ganforge.train;

import org.ganforge.internal.Checks;

/**
 * When a run's state is saved and how much of it is kept. One checkpoint always comes before the
 * first iteration and one at the end, however that comes; an {@link EvaluationPlan} adds the best.
 * None of this changes what is learned.
 *
 * @param every how many iterations lie between two checkpoints; 0 (the default) for ten minutes,
 *     however many iterations that is
 * @param keep how many of the last ones are kept; 3 by default
 */
public record CheckpointPlan(long every, int keep) {
  /** Checks the arguments. */
  public CheckpointPlan {
    Checks.notNegative("checkpoints every", every);
    Checks.positive("checkpoints keep", keep);
  }

  /** Returns the plan of one checkpoint every ten minutes, of which the last three are kept. */
  public static CheckpointPlan of() {
    return new CheckpointPlan(0, 3);
  }

  /** Returns a copy with this {@code every}. */
  public CheckpointPlan withEvery(long every) {
    return new CheckpointPlan(every, keep);
  }

  /** Returns a copy with this {@code keep}. */
  public CheckpointPlan withKeep(int keep) {
    return new CheckpointPlan(every, keep);
  }
}
