package org.ganforge.train;

/** Hears how far the training of a classifier is; called on the thread that asked for it. */
@FunctionalInterface
public interface ClassifierListener {
  /**
   * Tells that {@code step} of {@code steps} updates are done.
   *
   * @param loss the mean cross-entropy of the last batch, in nats
   */
  void onStep(int step, int steps, double loss);
}
