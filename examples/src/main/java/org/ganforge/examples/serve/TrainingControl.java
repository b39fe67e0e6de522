package org.ganforge.examples.serve;

/** A training in this program, as a page sees it. Any thread may use it. */
interface TrainingControl {
  /** Returns where it is now. */
  TrainingStatus status();

  /** Asks it to end after its current iteration, with all saved. */
  void stop();

  /** Asks it for a checkpoint after its current iteration. */
  void save();
}
