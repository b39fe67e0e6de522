package org.ganforge.tf.session;

import java.util.Locale;

/** The numbers in which products and convolutions are computed. Weights are float32 always. */
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
   * Returns what the gradient of a loss begins with, so that small ones are not lost on their way;
   * a power of two, which rounds nothing. Gradients are divided by it in float32.
   */
  public float lossScale() {
    return lossScale;
  }

  /** Returns whether its numbers are shorter than a weight's. */
  public boolean isShort() {
    return this != FLOAT32;
  }

  /** Returns the name in small letters, as in {@code float16}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
