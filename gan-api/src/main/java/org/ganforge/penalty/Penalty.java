package org.ganforge.penalty;

/**
 * A term added to the discriminator's loss; several are summed. A penalty on one kind of image is
 * skipped in updates without images of that kind.
 */
public sealed interface Penalty permits Dragan, GradientPenalty, R1, R2 {
  /**
   * Returns the interval in turns of the discriminator: it is computed in the first turn and every
   * {@code every}-th after it, multiplied by {@code every} (lazy regularization, Karras et al.
   * 2020).
   */
  int every();

  /** Returns whether it uses real images. */
  boolean takesReal();

  /** Returns whether it uses generated images. */
  boolean takesFake();

  /** Returns whether it needs real and generated images in one batch. */
  default boolean mixesBatches() {
    return takesReal() && takesFake();
  }

  /** Returns whether it bounds the discriminator's slope, as the Wasserstein objective requires. */
  default boolean bounds() {
    return false;
  }
}
