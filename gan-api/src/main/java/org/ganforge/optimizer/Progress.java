package org.ganforge.optimizer;

/** How far a schedule has come. */
final class Progress {
  private Progress() {}

  /**
   * Returns how often {@code decaySteps} updates have been done, in whole numbers on a staircase.
   */
  static double of(long update, int decaySteps, boolean staircase) {
    double done = (double) update / decaySteps;
    return staircase ? Math.floor(done) : done;
  }
}
