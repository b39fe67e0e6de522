package org.ganforge.layer;

/** What happens at the border of an image under a window. */
public enum Padding {
  /** No padding: the window stays inside the image. */
  VALID,
  /**
   * Zeros around the image, so that a stride of 1 keeps its size; if the number is odd, the end
   * gets one more.
   */
  SAME
}
