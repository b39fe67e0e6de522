package org.ganforge.train;

/**
 * The classes of the generated images in the discriminator's updates of a conditional GAN. The
 * generator's own updates draw classes at random either way.
 */
public enum FakeLabels {
  /** Classes drawn uniformly at random. */
  RANDOM,
  /**
   * The classes of the batch's real images, one by one, so that the real and the generated image at
   * the same position share a label, as in Keras' example of a conditional GAN (keras.io,
   * "Conditional GAN"). It lets a {@link org.ganforge.penalty.GradientPenalty} mix the two, and
   * suits data with unbalanced classes.
   */
  REAL
}
