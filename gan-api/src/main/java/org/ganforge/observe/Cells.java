package org.ganforge.observe;

import org.ganforge.error.InvalidInputException;

/**
 * The layout of a grid's cells: row after row, with a gap around each.
 *
 * @param count how many cells there are; the last row may be shorter
 * @param cellWidth in pixels
 * @param cellHeight in pixels
 * @param gap in pixels
 */
record Cells(int count, int columns, long cellWidth, long cellHeight, int gap) {
  private static final long MOST_PIXELS = 1L << 27;

  Cells {
    long width = columns * (cellWidth + gap) + gap;
    long height = rows(count, columns) * (cellHeight + gap) + gap;
    // By division, since the product may overflow a long.
    if (width > MOST_PIXELS / height) {
      throw new InvalidInputException(
          "image grid",
          "at most " + MOST_PIXELS + " pixels",
          width + " x " + height,
          "show fewer images or a smaller scale");
    }
  }

  static int rows(int count, int columns) {
    return (count + columns - 1) / columns;
  }

  /** Returns the width of the whole picture. */
  int width() {
    return (int) (columns * (cellWidth + gap) + gap);
  }

  /** Returns the height of the whole picture. */
  int height() {
    return (int) (rows(count, columns) * (cellHeight + gap) + gap);
  }

  /** Returns the left edge of cell {@code index}. */
  int left(int index) {
    return (int) (gap + index % columns * (cellWidth + gap));
  }

  /** Returns the upper edge of cell {@code index}. */
  int top(int index) {
    return (int) (gap + index / columns * (cellHeight + gap));
  }
}
