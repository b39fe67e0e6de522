package org.ganforge.observe;

import org.ganforge.train.BatchMetrics;
import org.ganforge.train.Epochs;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingPlan;
import org.jspecify.annotations.Nullable;

/** Events of training that never happened. */
final class Events {
  private Events() {}

  static TrainingEvent.Started started(long iteration, long iterations) {
    return started(iteration, iterations, null);
  }

  static TrainingEvent.Started started(long iteration, long iterations, @Nullable Epochs epochs) {
    return new TrainingEvent.Started(
        iteration, iterations, TrainingPlan.of(), RecordingPlan.of(), epochs);
  }

  static TrainingEvent.IterationDone done(long iteration) {
    return done(iteration, 0.5, null);
  }

  static TrainingEvent.IterationDone done(
      long iteration, double loss, @Nullable BatchMetrics validation) {
    return new TrainingEvent.IterationDone(
        iteration,
        new NetworkMetrics(new BatchMetrics(loss, 0.75), validation, iteration),
        new NetworkMetrics(new BatchMetrics(0.6931471805599453, 0.5), validation, 2 * iteration),
        192);
  }

  static TrainingEvent.Finished finished(long iteration) {
    return new TrainingEvent.Finished(iteration, false);
  }
}
