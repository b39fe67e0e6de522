package org.ganforge.penalty;

/** What the discriminator minimizes in its updates beside its objective; a sum of all of them. */
public sealed interface Penalty permits GradientPenalty {
  /** Returns what it is multiplied by. */
  double weight();

  /** Returns whether it needs real and generated images in one batch. */
  boolean mixesBatches();

  /** Returns whether it bounds the discriminator's slope, as Wasserstein's objective needs it. */
  boolean bounds();
}
