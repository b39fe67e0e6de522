package org.ganforge.observe.mlflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contents of one message: numbers, or something else.
 *
 * @param metrics the numbers; empty if it is something else
 * @param task something else; null for numbers
 */
record Parcel(List<Metric> metrics, @Nullable Task task) {
  /** Something about a run other than numbers. */
  @FunctionalInterface
  interface Task {
    void on(TrackedRun run) throws TrackingException, InterruptedException;
  }

  static Parcel of(Metric metric) {
    return new Parcel(List.of(metric), null);
  }

  static Parcel of(Task task) {
    return new Parcel(List.of(), task);
  }

  boolean isNumbers() {
    return task == null;
  }

  void sendTo(TrackedRun run) throws TrackingException, InterruptedException {
    if (task == null) {
      run.log(metrics);
    } else {
      task.on(run);
    }
  }
}
