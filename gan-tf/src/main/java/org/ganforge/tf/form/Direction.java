package org.ganforge.tf.form;

import java.util.Locale;

/**
 * One of a convolution's three computations. Each direction takes two of three tensors, the image,
 * the kernel and the output (or its gradient), and gives the third; the gradients of each are the
 * two others.
 */
public enum Direction {
  /** The output, of image and kernel. */
  FORWARD,
  /**
   * The gradient of the image, of the output's gradient and the kernel: a transposed one's output.
   */
  INPUT,
  /** The gradient of the kernel, of the image and the output's gradient. */
  KERNEL;

  /** Returns the name in small letters, as in {@code forward}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
