package org.ganforge.observe;

/**
 * Decides when to redraw a picture of the whole training: whenever training has grown by a tenth,
 * so that ten times the iterations cost only two dozen more drawings.
 */
final class Redraws {
  private final long least;
  private long next;

  /**
   * Makes the rule, from the first iteration.
   *
   * @param least the minimum number of iterations between two pictures
   */
  Redraws(long least) {
    this.least = least;
    startAfter(0);
  }

  /** Counts from here, where training starts or resumes. */
  void startAfter(long iteration) {
    next = iteration + Math.max(least, iteration / 10);
  }

  /** Returns whether to draw after this iteration; returns false when called again for it. */
  boolean isDue(long iteration) {
    if (iteration < next) {
      return false;
    }
    startAfter(iteration);
    return true;
  }
}
