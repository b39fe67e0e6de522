package org.ganforge.objective;

import org.ganforge.internal.Checks;

/**
 * The targets of the discriminator's outputs. One-sided smoothing (Salimans et al. 2016) is a
 * {@code real} of 0.9.
 *
 * @param real the label of real images, 1 by default
 * @param fake the label of generated images in the discriminator's update, 0 by default
 * @param adversarial the label of generated images in the generator's update, 1 by default
 * @param flip the probability that the discriminator's update swaps an image's label for the other
 *     one (Chintala et al. 2016), in [0, 1]; 0 by default
 */
public record Labels(double real, double fake, double adversarial, double flip) {
  /** Checks that each is in [0, 1]. */
  public Labels {
    Checks.closed("labels real", real, 0, 1);
    Checks.closed("labels fake", fake, 0, 1);
    Checks.closed("labels adversarial", adversarial, 0, 1);
    Checks.closed("labels flip", flip, 0, 1);
  }

  /** Returns the labels 1, 0 and 1, never flipped. */
  public static Labels of() {
    return new Labels(1, 0, 1, 0);
  }

  /**
   * Returns the mean label of real images in the discriminator's updates, flipped ones included.
   */
  public double expectedReal() {
    return mean(real, fake);
  }

  /** Returns the mean label of generated images there, flipped ones included. */
  public double expectedFake() {
    return mean(fake, real);
  }

  private double mean(double own, double other) {
    return own * (1 - flip) + other * flip;
  }

  /** Returns a copy with this label for real images: 0.9 is the usual one-sided smoothing. */
  public Labels withReal(double real) {
    return new Labels(real, fake, adversarial, flip);
  }

  /** Returns a copy with this label for generated images. */
  public Labels withFake(double fake) {
    return new Labels(real, fake, adversarial, flip);
  }

  /** Returns a copy with this label for generated images in the generator's update. */
  public Labels withAdversarial(double adversarial) {
    return new Labels(real, fake, adversarial, flip);
  }

  /** Returns a copy that flips this fraction of the discriminator's labels, such as 0.05. */
  public Labels withFlip(double flip) {
    return new Labels(real, fake, adversarial, flip);
  }
}
