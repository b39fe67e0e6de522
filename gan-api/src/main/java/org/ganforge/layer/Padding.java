package org.ganforge.layer;

/** The treatment of an image's border by a window. */
public enum Padding {
  /** No padding: the window stays inside the image. */
  VALID,
  /**
   * Zeros around the image, so that a stride of 1 keeps its size; if the number is odd, the end
   * gets one more.
   */
  SAME
}
