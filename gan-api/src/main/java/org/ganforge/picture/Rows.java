package org.ganforge.picture;

/** A picture whose rows are read one by one from the top. */
interface Rows {
  /** Returns the width in pixels. */
  int width();

  /** Returns the height in pixels. */
  int height();

  /** Returns 1 for grey, 3 for red, green and blue. */
  int channels();

  /** Writes row {@code y} as numbers from 0 to 255, channels innermost. */
  void read(int y, float[] row);
}
