package org.ganforge.data;

/** How grey images are displayed, named as in Matplotlib. */
public enum Colormap {
  /** The lower end of the range is black, the upper end white. */
  GRAY,
  /** Inverted: dark ink on white paper. */
  GRAY_R
}
