package org.ganforge.tf.form;

import java.util.Locale;

/**
 * One of a convolution's three computations. Each direction takes two of three tensors, the image,
 * the kernel and the output (or its gradient), and gives the third; the gradients of each are the
 * other two.
 */
public enum Direction {
  /** The output, from image and kernel. */
  FORWARD,
  /**
   * The gradient of the image, from the output's gradient and the kernel; also a transposed
   * convolution's output.
   */
  INPUT,
  /** The gradient of the kernel, from the image and the output's gradient. */
  KERNEL;

  /** Returns the name in lower case, as in {@code forward}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
