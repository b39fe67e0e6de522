package org.ganforge.objective;

import org.ganforge.internal.Checks;

/**
 * The values that outputs are compared with. One-sided smoothing (Salimans et al. 2016) is a {@code
 * real} of 0.9.
 *
 * @param real of real images, 1 by default
 * @param fake of generated images in the discriminator's update, 0 by default
 * @param adversarial of generated images in the generator's update, 1 by default
 * @param flip how likely the discriminator's update takes an image's label for that of the other
 *     kind (Chintala et al. 2016), in [0, 1]; 0 by default
 */
public record Labels(double real, double fake, double adversarial, double flip) {
  /** Checks that each is in [0, 1]. */
  public Labels {
    Checks.closed("labels real", real, 0, 1);
    Checks.closed("labels fake", fake, 0, 1);
    Checks.closed("labels adversarial", adversarial, 0, 1);
    Checks.closed("labels flip", flip, 0, 1);
  }

  /** Returns the labels 1, 0 and 1, none of them flipped. */
  public static Labels of() {
    return new Labels(1, 0, 1, 0);
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

  /** Returns a copy that flips so many of the discriminator's labels: 0.05 is a few. */
  public Labels withFlip(double flip) {
    return new Labels(real, fake, adversarial, flip);
  }
}
