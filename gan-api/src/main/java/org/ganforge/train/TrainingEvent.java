package org.ganforge.train;

import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;

/** A fact about a run, told to its listeners in the order in which things happen. */
public sealed interface TrainingEvent {
  /** Returns how many iterations are done. */
  long iteration();

  /**
   * Training begins, or goes on after {@code iteration} iterations.
   *
   * @param plan what is going to happen
   * @param iterations the iteration at which it ends
   */
  record Started(long iteration, long iterations, TrainingPlan plan) implements TrainingEvent {}

  /**
   * An iteration is done.
   *
   * @param images how many real and generated images the two networks have seen in it
   */
  record IterationDone(
      long iteration, NetworkMetrics discriminator, NetworkMetrics generator, long images)
      implements TrainingEvent {}

  /**
   * The generator, in inference mode, has drawn samples from the run's fixed noise.
   *
   * @param images {@code [count, height, width, channels]}, or {@code [count, length]} for a
   *     network of rows
   * @param range the range of their values
   */
  record Samples(long iteration, FloatTensor images, ValueRange range) implements TrainingEvent {}

  /**
   * Training ends.
   *
   * @param stopped whether it was asked to stop before its end
   */
  record Finished(long iteration, boolean stopped) implements TrainingEvent {}
}
