package org.ganforge.optimizer;

/** How far a schedule has advanced. */
final class Progress {
  private Progress() {}

  /**
   * Returns the number of updates done divided by {@code decaySteps}, rounded down for a staircase.
   */
  static double of(long update, int decaySteps, boolean staircase) {
    double done = (double) update / decaySteps;
    return staircase ? Math.floor(done) : done;
  }
}
