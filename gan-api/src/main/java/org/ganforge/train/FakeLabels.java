package org.ganforge.train;

/**
 * Of which classes the generated images are that the discriminator of a conditional GAN learns
 * from. The generator's own update draws classes at random either way.
 */
public enum FakeLabels {
  /** Of classes drawn at random, each as often as the others. */
  RANDOM,
  /**
   * Of the classes of the batch's real images, one by one, so that a real and a generated image of
   * the same place have one label, as in Keras' example of a conditional GAN (keras.io,
   * "Conditional GAN"). It lets a {@link org.ganforge.penalty.GradientPenalty} mix the two, and
   * suits data whose classes are not equally frequent.
   */
  REAL
}
