package org.ganforge.run;

import org.ganforge.internal.Checks;

/**
 * Which of a run's checkpoints to take weights from, other than for training, which always resumes
 * from the newest.
 */
public sealed interface CheckpointChoice {
  /** The newest intact one, the default. */
  record Newest() implements CheckpointChoice {}

  /** The best one according to evaluations during training. */
  record Best() implements CheckpointChoice {}

  /**
   * The one after this many iterations.
   *
   * @param iteration 0 or more
   */
  record At(long iteration) implements CheckpointChoice {
    /** Checks the argument. */
    public At {
      Checks.notNegative("checkpoint", iteration);
    }
  }

  /** Returns the newest intact one. */
  static CheckpointChoice newest() {
    return new Newest();
  }

  /** Returns the best one, which exists if the plan has evaluations. */
  static CheckpointChoice best() {
    return new Best();
  }

  /** Returns the one after this many iterations. */
  static CheckpointChoice at(long iteration) {
    return new At(iteration);
  }
}
