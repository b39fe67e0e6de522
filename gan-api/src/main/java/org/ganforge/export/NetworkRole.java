package org.ganforge.export;

/** One of a GAN's two networks. */
public enum NetworkRole {
  /** Turns noise into images. */
  GENERATOR,
  /** Turns images into outputs. */
  DISCRIMINATOR;

  /** Returns {@code generator} or {@code discriminator}. */
  @Override
  public String toString() {
    return this == GENERATOR ? "generator" : "discriminator";
  }
}
