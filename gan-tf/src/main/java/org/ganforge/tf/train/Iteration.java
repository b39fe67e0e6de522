package org.ganforge.tf.train;

import org.ganforge.train.TrainingEvent;

/** One iteration of training. */
@FunctionalInterface
interface Iteration {
  /** Runs it and returns its results; {@code number} counts from 1. */
  TrainingEvent.IterationDone run(long number);
}
