package org.ganforge.train;

/**
 * Decides whose turn it is. A schedule is a pure function of the history so far, so a resumed run
 * continues as if it had never stopped.
 */
public sealed interface Schedule permits Adaptive, Alternating {
  /** Returns the next turn after {@code history}. */
  Turn next(History history);

  /**
   * Returns how many of the images in a turn of the discriminator are real; the others are
   * generated. Half of them by default.
   *
   * @param images the total number of images, 2 or more
   */
  default int realCount(int images) {
    return images / 2;
  }
}
