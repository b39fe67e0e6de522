package org.ganforge.layer;

import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;

/** The arithmetic of windows that slide over an image, shared by convolutions and pools. */
final class Windows {
  private Windows() {}

  /** Checks that rows and columns are at least 1. */
  static void check(String where, Size2D size) {
    Checks.positive(where + " rows", size.rows());
    Checks.positive(where + " columns", size.columns());
  }

  /** Checks a kernel's sizes; TensorFlow supports no dilation together with strides. */
  static void check(String layer, Size2D kernelSize, Size2D strides, Size2D dilationRate) {
    check(layer + " kernel_size", kernelSize);
    check(layer + " strides", strides);
    check(layer + " dilation_rate", dilationRate);
    if (!strides.isOne() && !dilationRate.isOne()) {
      throw new InvalidInputException(
          layer + " dilation_rate",
          "1 where strides are above 1",
          dilationRate.rows() + "x" + dilationRate.columns(),
          "set one of the two to 1");
    }
  }

  /** Checks that the input is an image {@code [height, width, channels]}. */
  static void requireImage(TensorShape input) {
    if (input.rank() != 3) {
      throw new InvalidInputException(
          "",
          "a rank-3 input [height, width, channels]",
          input.toString(),
          "put a Reshape before it");
    }
  }

  /**
   * Returns the output shape of a window that moves over the image by {@code strides}, with its
   * taps {@code dilation} pixels apart.
   */
  static TensorShape slide(
      TensorShape image,
      Size2D window,
      Size2D dilation,
      Size2D strides,
      Padding padding,
      long channels) {
    long height = reach(window.rows(), dilation.rows());
    long width = reach(window.columns(), dilation.columns());
    long rows = length(image.dim(0), height, strides.rows(), padding);
    long columns = length(image.dim(1), width, strides.columns(), padding);
    if (rows < 1 || columns < 1) {
      throw new InvalidInputException(
          "",
          "an image of at least " + height + "x" + width + " for a window with padding \"valid\"",
          image.dim(0) + "x" + image.dim(1),
          "use padding \"same\", a smaller window or a larger image");
    }
    return TensorShape.image(rows, columns, channels);
  }

  private static long length(int length, long window, int stride, Padding padding) {
    long positions = padding == Padding.SAME ? length : length - window + 1;
    return Math.floorDiv(positions + stride - 1, stride);
  }

  /** Returns the extent of a kernel whose taps are {@code dilation} pixels apart. */
  static long reach(int kernel, int dilation) {
    return (kernel - 1L) * dilation + 1;
  }
}
