package org.ganforge.observe;

/**
 * When to draw a picture of a whole training again while it goes on: whenever a tenth has been
 * added to it, so that ten times the iterations cost two dozen drawings more.
 */
final class Redraws {
  private final long least;
  private long next;

  /**
   * Makes the rule, from the first iteration.
   *
   * @param least iterations between two pictures at the least
   */
  Redraws(long least) {
    this.least = least;
    startAfter(0);
  }

  /** Counts from here, where a training begins or resumes. */
  void startAfter(long iteration) {
    next = iteration + Math.max(least, iteration / 10);
  }

  /** Returns whether to draw after this iteration; asking again there returns false. */
  boolean isDue(long iteration) {
    if (iteration < next) {
      return false;
    }
    startAfter(iteration);
    return true;
  }
}
