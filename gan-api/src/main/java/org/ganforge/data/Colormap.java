package org.ganforge.data;

/** How grey images are shown, by the names that Matplotlib has for it. */
public enum Colormap {
  /** The range's low end is black, its high end white. */
  GRAY,
  /** The other way round: ink on paper. */
  GRAY_R
}
