package org.ganforge.tf.graph;

/** What a batch that enters a step is there for. */
public enum Role {
  /**
   * Real images, which the discriminator learns to tell from generated ones, and with which a
   * relativistic objective compares those in the generator's steps.
   */
  REAL("the real images"),
  /** Noise, of which the generator draws images. */
  NOISE("the noise"),
  /** The classes of the real images, as the data set has them. */
  REAL_LABELS("the labels of the real images"),
  /** The classes of which the generator is to draw images. */
  NOISE_LABELS("the labels of the noise");

  private final String text;

  Role(String text) {
    this.text = text;
  }

  /** Returns it in words. */
  String text() {
    return text;
  }
}
