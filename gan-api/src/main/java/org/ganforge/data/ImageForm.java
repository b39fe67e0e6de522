package org.ganforge.data;

import org.ganforge.layer.TensorShape;

/**
 * The shape that a user's pictures get, and why.
 *
 * @param shape {@code [height, width, channels]}
 * @param sizeReason why this height and width: {@code the size of all pictures}
 * @param colourReason why grey, or colours
 */
public record ImageForm(TensorShape shape, String sizeReason, String colourReason) {
  /**
   * Returns one line, with a reason that is both only once: {@code 64 x 64 RGB: all pictures are at
   * least 80 wide and high; ...}.
   */
  @Override
  public String toString() {
    return shape.dim(1)
        + " x "
        + shape.dim(0)
        + (shape.dim(2) == 1 ? " grey: " : " RGB: ")
        + (sizeReason.equals(colourReason) ? sizeReason : sizeReason + "; " + colourReason);
  }
}
