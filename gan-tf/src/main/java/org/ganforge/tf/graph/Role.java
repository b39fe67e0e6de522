package org.ganforge.tf.graph;

/** The purpose of a batch that is fed to a step. */
public enum Role {
  /**
   * Real images: the discriminator learns to tell them from generated ones, and in the generator's
   * steps a relativistic objective compares generated ones with them.
   */
  REAL("the real images"),
  /** Noise, from which the generator draws images. */
  NOISE("the noise"),
  /** The classes of the real images, from the data set. */
  REAL_LABELS("the labels of the real images"),
  /** The classes that the generator is asked to draw. */
  NOISE_LABELS("the labels of the noise");

  private final String text;

  Role(String text) {
    this.text = text;
  }

  /** Returns the role in words. */
  public String text() {
    return text;
  }
}
