package org.ganforge.train;

import org.ganforge.internal.Checks;

/**
 * When checkpoints are saved and how many are kept. One is always saved before the first iteration
 * and one at the end, however training ends; an {@link EvaluationPlan} adds the best. None of this
 * affects training.
 *
 * @param every the number of iterations between checkpoints; 0 (the default) for ten minutes
 *     instead
 * @param keep how many of the latest ones are kept; 3 by default
 */
public record CheckpointPlan(long every, int keep) {
  /** Checks the arguments. */
  public CheckpointPlan {
    Checks.notNegative("checkpoints every", every);
    Checks.positive("checkpoints keep", keep);
  }

  /** Returns the plan that saves every ten minutes and keeps the latest three checkpoints. */
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
