package org.ganforge.examples.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.ganforge.examples.console.Json;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a training.
 *
 * @param phase the current activity
 * @param iteration the number of completed iterations
 * @param iterations the planned number
 * @param epoch from 1; null if the training has no epochs
 * @param imagesPerSecond 0 if nothing is being trained
 * @param secondsLeft 0 if nothing is being trained
 */
record TrainingStatus(
    Phase phase,
    long iteration,
    long iterations,
    @Nullable Long epoch,
    double imagesPerSecond,
    double secondsLeft) {
  /** The current activity. */
  enum Phase {
    /** The run was read from the disk; another program may be training it. */
    RECORDED,
    /** This program is training it. */
    TRAINING,
    /** This program was asked to stop. */
    STOPPING,
    /** This program has finished the training, and is about to end. */
    ENDED
  }

  /** Returns the status of a run on the disk. */
  static TrainingStatus recorded(long iteration, long iterations) {
    return new TrainingStatus(Phase.RECORDED, iteration, iterations, null, 0, 0);
  }

  /** Returns this status; before the training has started, with the run's own numbers. */
  TrainingStatus orRecorded(long iteration, long iterations) {
    return this.iterations > 0
        ? this
        : new TrainingStatus(phase, iteration, iterations, epoch, imagesPerSecond, secondsLeft);
  }

  ObjectNode json() {
    ObjectNode json =
        Json.object()
            .put("phase", phase.name().toLowerCase(Locale.ROOT))
            .put("iteration", iteration)
            .put("iterations", iterations);
    if (epoch != null) {
      json.put("epoch", epoch);
    }
    if (imagesPerSecond > 0 && Double.isFinite(imagesPerSecond)) {
      json.put("images_per_second", imagesPerSecond).put("seconds_left", secondsLeft);
    }
    return json;
  }
}
