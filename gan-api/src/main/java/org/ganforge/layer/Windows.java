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

  /** Checks for an image {@code [height, width, channels]}. */
  static void requireImage(TensorShape input) {
    if (input.rank() != 3) {
      throw new InvalidInputException(
          "",
          "a rank-3 input [height, width, channels]",
          input.toString(),
          input.rank() < 3 ? "put a Reshape before it" : "put a Reshape or Flatten before it");
    }
  }

  /** Returns the shape after a window of {@code window} moves over the image by {@code strides}. */
  static TensorShape slide(
      TensorShape image, Size2D window, Size2D strides, Padding padding, int channels) {
    int rows = length(image.dim(0), window.rows(), strides.rows(), padding);
    int columns = length(image.dim(1), window.columns(), strides.columns(), padding);
    if (rows < 1 || columns < 1) {
      throw new InvalidInputException(
          "",
          "an image of at least "
              + window.rows()
              + "x"
              + window.columns()
              + " for its window with padding \"valid\"",
          image.dim(0) + "x" + image.dim(1),
          "use padding \"same\", a smaller window or a larger image");
    }
    return TensorShape.of(rows, columns, channels);
  }

  private static int length(int length, int window, int stride, Padding padding) {
    int positions = padding == Padding.SAME ? length : length - window + 1;
    return Math.floorDiv(positions + stride - 1, stride);
  }

  /** Returns how far a kernel reaches when its taps lie {@code dilation} pixels apart. */
  static Size2D dilated(Size2D kernel, Size2D dilation) {
    return new Size2D(
        (kernel.rows() - 1) * dilation.rows() + 1, (kernel.columns() - 1) * dilation.columns() + 1);
  }
}
