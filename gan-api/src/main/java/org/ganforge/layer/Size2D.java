package org.ganforge.layer;

/**
 * A pair of integers for the rows and columns of an image, as in Keras' kernels, strides and pools.
 *
 * @param rows along the height
 * @param columns along the width
 */
public record Size2D(int rows, int columns) {
  /** Returns the same number for both. */
  public static Size2D of(int both) {
    return new Size2D(both, both);
  }

  /** Returns a pair of rows and columns. */
  public static Size2D of(int rows, int columns) {
    return new Size2D(rows, columns);
  }

  /** Returns whether rows and columns are equal. */
  public boolean isSquare() {
    return rows == columns;
  }

  /** Returns whether both are 1. */
  public boolean isOne() {
    return rows == 1 && columns == 1;
  }
}
