package org.ganforge.examples.serve;

/** The page's controls of a training in this program. Thread-safe. */
interface TrainingControl {
  /** Returns the current status. */
  TrainingStatus status();

  /** Requests the end of the training, after the current iteration and a checkpoint. */
  void stop();

  /** Requests a checkpoint after the current iteration. */
  void save();
}
