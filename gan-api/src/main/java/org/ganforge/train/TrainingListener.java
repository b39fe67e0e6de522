package org.ganforge.train;

/**
 * Receives the events of a run, which are facts that cannot change the training. It is called on
 * the training thread; if it throws, training ends after the current iteration, keeping the
 * weights.
 */
@FunctionalInterface
public interface TrainingListener {
  /** Receives an event. */
  void on(TrainingEvent event);
}
