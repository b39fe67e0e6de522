package org.ganforge.tf.graph;

import org.ganforge.train.BatchComposition;

/** The steps that a compiled GAN has. A step is built when it is first asked for. */
public enum StepKind {
  /** Updates the discriminator on real and generated images in one batch. */
  UPDATE_DISCRIMINATOR,
  /** Updates the discriminator on real images. */
  UPDATE_DISCRIMINATOR_ON_REAL,
  /** Updates the discriminator on generated images. */
  UPDATE_DISCRIMINATOR_ON_FAKE,
  /** Updates the generator. */
  UPDATE_GENERATOR,
  /** Looks at the discriminator on real and generated images, in inference mode. */
  EVALUATE_DISCRIMINATOR,
  /** Looks at the discriminator on real images, in inference mode. */
  EVALUATE_DISCRIMINATOR_ON_REAL,
  /** Looks at the discriminator on generated images, in inference mode. */
  EVALUATE_DISCRIMINATOR_ON_FAKE,
  /** Looks at the generator through the discriminator, in inference mode. */
  EVALUATE_GENERATOR,
  /** A turn of the discriminator, then an update of the generator, in one run. */
  ITERATION;

  boolean takesReal() {
    return this == UPDATE_DISCRIMINATOR
        || this == UPDATE_DISCRIMINATOR_ON_REAL
        || this == EVALUATE_DISCRIMINATOR
        || this == EVALUATE_DISCRIMINATOR_ON_REAL;
  }

  /**
   * Returns how many of the discriminator's updates are done in an iteration before this update.
   */
  public int updatesBefore(BatchComposition composition) {
    return switch (this) {
      case UPDATE_GENERATOR -> composition.isSeparate() ? 2 : 1;
      case UPDATE_DISCRIMINATOR_ON_FAKE -> 1;
      default -> 0;
    };
  }

  boolean takesNoise() {
    return this != UPDATE_DISCRIMINATOR_ON_REAL && this != EVALUATE_DISCRIMINATOR_ON_REAL;
  }
}
