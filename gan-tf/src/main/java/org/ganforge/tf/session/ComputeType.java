package org.ganforge.tf.session;

import java.util.Locale;

/** The number type in which products and convolutions are computed. Weights are always float32. */
public enum ComputeType {
  /** 32-bit floats. */
  FLOAT32(1),
  /** 16-bit floats with float32's range. */
  BFLOAT16(1),
  /** 16-bit floats from 6e-8 to 65,504. */
  FLOAT16(1024);

  private final float lossScale;

  ComputeType(float lossScale) {
    this.lossScale = lossScale;
  }

  /**
   * Returns the value that the gradient of a loss starts with, so that small gradients don't
   * underflow; a power of two, so that scaling is exact. Gradients are divided by it in float32.
   */
  public float lossScale() {
    return lossScale;
  }

  /** Returns whether its numbers are shorter than a weight's. */
  public boolean isShort() {
    return this != FLOAT32;
  }

  /** Returns the name in lower case, as in {@code float16}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
