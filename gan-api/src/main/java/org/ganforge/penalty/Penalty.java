package org.ganforge.penalty;

/**
 * What the discriminator minimizes in its updates beside its objective; a sum of all of them. A
 * penalty on one kind of images is left out of an update that has none of that kind.
 */
public sealed interface Penalty permits Dragan, GradientPenalty, R1, R2 {
  /**
   * Returns the interval in turns of the discriminator: it is computed in the first turn and in
   * each {@code every}-th after it, and counts {@code every} times there (lazy regularization,
   * Karras et al. 2020).
   */
  int every();

  /** Returns whether it looks at real images. */
  boolean takesReal();

  /** Returns whether it looks at generated images. */
  boolean takesFake();

  /** Returns whether it needs real and generated images in one batch. */
  default boolean mixesBatches() {
    return takesReal() && takesFake();
  }

  /** Returns whether it bounds the discriminator's slope, as Wasserstein's objective needs it. */
  default boolean bounds() {
    return false;
  }
}
