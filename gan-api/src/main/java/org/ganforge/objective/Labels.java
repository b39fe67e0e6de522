package org.ganforge.objective;

import org.ganforge.internal.Checks;

/**
 * The values that outputs are compared with. One-sided smoothing (Salimans et al. 2016) is a {@code
 * real} of 0.9.
 *
 * @param real of real images, 1 by default
 * @param fake of generated images in the discriminator's update, 0 by default
 * @param adversarial of generated images in the generator's update, 1 by default
 */
public record Labels(double real, double fake, double adversarial) {
  /** Checks that each is in [0, 1]. */
  public Labels {
    Checks.closed("labels real", real, 0, 1);
    Checks.closed("labels fake", fake, 0, 1);
    Checks.closed("labels adversarial", adversarial, 0, 1);
  }

  /** Returns the labels 1, 0 and 1. */
  public static Labels of() {
    return new Labels(1, 0, 1);
  }

  /** Returns a copy with this label for real images: 0.9 is the usual one-sided smoothing. */
  public Labels withReal(double real) {
    return new Labels(real, fake, adversarial);
  }

  /** Returns a copy with this label for generated images. */
  public Labels withFake(double fake) {
    return new Labels(real, fake, adversarial);
  }

  /** Returns a copy with this label for generated images in the generator's update. */
  public Labels withAdversarial(double adversarial) {
    return new Labels(real, fake, adversarial);
  }
}
