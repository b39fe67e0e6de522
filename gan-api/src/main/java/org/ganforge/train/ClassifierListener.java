package org.ganforge.train;

/**
 * Receives the progress of a classifier's training; called on the thread that requested the
 * training.
 */
@FunctionalInterface
public interface ClassifierListener {
  /**
   * Called when {@code step} of {@code steps} updates are done.
   *
   * @param loss the mean cross-entropy of the last batch, in nats
   */
  void onStep(int step, int steps, double loss);
}
