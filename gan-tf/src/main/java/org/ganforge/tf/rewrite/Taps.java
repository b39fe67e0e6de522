package org.ganforge.tf.rewrite;

/**
 * Along one axis: on which pixel of the small image each tap of a kernel falls, for each phase of
 * the large one.
 *
 * @param size the kernel's size
 * @param factor how many pixels of the large image one of the small one became
 * @param transposed whether the kernel is that of a transposed convolution, which is turned around
 */
record Taps(int size, int factor, boolean transposed) {
  /** Returns how many pixels of the small image the kernel reaches. */
  int reach() {
    return pixel(factor - 1, size - 1) - first() + 1;
  }

  /** Returns whether padding same gives the small kernel the border that the large one had. */
  boolean isCentered() {
    return -first() == (reach() - 1) / 2;
  }

  private int first() {
    return pixel(0, 0);
  }

  /** Returns the small pixel, relative to the phase's own, under a position of the window. */
  private int pixel(int phase, int position) {
    int before = (size - 1) / 2;
    return Math.floorDiv(phase + position - (transposed ? size - 1 - before : before), factor);
  }

  /** Returns which tap of the kernel stands at a position of the window. */
  private int tap(int position) {
    return transposed ? size - 1 - position : position;
  }

  /** Returns 1 where a tap falls on a pixel in a phase, else 0: {@code [reach][phase][tap]}. */
  private float[][][] falls() {
    float[][][] falls = new float[reach()][factor][size];
    for (int phase = 0; phase < factor; phase++) {
      for (int position = 0; position < size; position++) {
        falls[pixel(phase, position) - first()][phase][tap(position)] = 1;
      }
    }
    return falls;
  }

  /**
   * Returns the matrix that adds up taps: a row for each (row pixel, column pixel, row phase,
   * column phase), a column for each (row tap, column tap).
   */
  static float[][] sums(Taps rows, Taps columns) {
    float[][][] byRow = rows.falls();
    float[][][] byColumn = columns.falls();
    float[][] sums =
        new float[rows.reach() * columns.reach() * rows.factor * columns.factor]
            [rows.size * columns.size];
    int line = 0;
    for (float[][] rowPixel : byRow) {
      for (float[][] columnPixel : byColumn) {
        for (float[] rowPhase : rowPixel) {
          for (float[] columnPhase : columnPixel) {
            outer(rowPhase, columnPhase, sums[line++]);
          }
        }
      }
    }
    return sums;
  }

  private static void outer(float[] rowTaps, float[] columnTaps, float[] products) {
    for (int i = 0; i < rowTaps.length; i++) {
      for (int j = 0; j < columnTaps.length; j++) {
        products[i * columnTaps.length + j] = rowTaps[i] * columnTaps[j];
      }
    }
  }
}
