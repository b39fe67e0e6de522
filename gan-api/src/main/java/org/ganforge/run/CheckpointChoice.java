package org.ganforge.run;

import org.ganforge.internal.Checks;

/**
 * Which of a run's checkpoints its weights are taken from, to be looked at. A training always
 * resumes from the newest.
 */
public sealed interface CheckpointChoice {
  /** The newest whole one, the default. */
  record Newest() implements CheckpointChoice {}

  /** The one that the evaluations during the training found to be the best. */
  record Best() implements CheckpointChoice {}

  /**
   * The one after so many iterations.
   *
   * @param iteration 0 or more
   */
  record At(long iteration) implements CheckpointChoice {
    /** Checks the argument. */
    public At {
      Checks.notNegative("checkpoint", iteration);
    }
  }

  /** Returns the newest whole one. */
  static CheckpointChoice newest() {
    return new Newest();
  }

  /** Returns the best one, which a training keeps whose plan has evaluations. */
  static CheckpointChoice best() {
    return new Best();
  }

  /** Returns the one after so many iterations. */
  static CheckpointChoice at(long iteration) {
    return new At(iteration);
  }
}
