package org.ganforge.data;

import org.ganforge.layer.TensorShape;

/**
 * The shape that a user's pictures are converted to, and why.
 *
 * @param shape {@code [height, width, channels]}
 * @param sizeReason the reason for this height and width: {@code the size of all pictures}
 * @param colourReason the reason for grey or colour
 */
public record ImageForm(TensorShape shape, String sizeReason, String colourReason) {
  /**
   * Returns one line, in which two equal reasons appear once: {@code 64 x 64 RGB: all pictures are
   * at least 80 wide and high; ...}.
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
