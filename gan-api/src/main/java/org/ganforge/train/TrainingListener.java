package org.ganforge.train;

/**
 * Is told what happens in a run. It receives facts and nothing to change them with; it is called on
 * the training thread, and an exception from it ends the training after the iteration, with the
 * weights as they are.
 */
@FunctionalInterface
public interface TrainingListener {
  /** Takes notice of an event. */
  void on(TrainingEvent event);
}
