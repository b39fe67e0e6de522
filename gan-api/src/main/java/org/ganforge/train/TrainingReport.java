package org.ganforge.train;

import java.time.Duration;

/**
 * How a call to train ended.
 *
 * @param iteration how many iterations the run has done in all
 * @param stopped whether it was asked to stop before its end
 * @param elapsed how long this call took
 * @param waited how much of that the steps have waited for images of a stream to be decoded
 */
public record TrainingReport(long iteration, boolean stopped, Duration elapsed, Duration waited) {
  /** Returns the share of the time, 0 to 1, in which steps waited for images. */
  public double waitedShare() {
    return elapsed.isZero() ? 0 : (double) waited.toNanos() / elapsed.toNanos();
  }
}
