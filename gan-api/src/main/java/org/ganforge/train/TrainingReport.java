package org.ganforge.train;

import java.time.Duration;

/**
 * How a call to train ended.
 *
 * @param iteration how many iterations the run has completed in total
 * @param stopped whether it was stopped early on request
 * @param elapsed how long this call took
 * @param waited the part of that time spent waiting for images of a stream to be decoded
 */
public record TrainingReport(long iteration, boolean stopped, Duration elapsed, Duration waited) {
  /** Returns the fraction of the time, in [0, 1], spent waiting for images. */
  public double waitedShare() {
    return elapsed.isZero() ? 0 : (double) waited.toNanos() / elapsed.toNanos();
  }
}
