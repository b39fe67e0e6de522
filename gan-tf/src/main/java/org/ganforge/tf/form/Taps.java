package org.ganforge.tf.form;

import org.ganforge.layer.Padding;

/**
 * Along one axis: the pixel that each tap of a kernel falls on, for each phase of the output. From
 * one phase to the next the window moves one step, and {@code grain} steps make a pixel.
 *
 * @param size the kernel's size
 * @param phases places of the output that are computed together
 * @param grain places of the output that lie on one pixel; more than 1 if pixels were repeated
 * @param transposed whether the kernel is that of a transposed convolution, which is rotated by 180
 *     degrees
 */
public record Taps(int size, int phases, int grain, boolean transposed) {
  /** Returns how many pixels the window of all phases covers. */
  public int reach() {
    return pixel(phases - 1, size - 1) - first() + 1;
  }

  /** Returns how many pixels the window moves at a time. */
  public int stride() {
    return phases / grain;
  }

  /** Returns whether padding same gives the joint kernel the border that the layer's own had. */
  public boolean isCentered() {
    return -first() == (reach() - stride()) / 2;
  }

  /** Returns the axis of the joint kernel over this many pixels. */
  public Axis axis(int pixels) {
    return Axis.of(Padding.SAME, pixels, reach(), stride());
  }

  private int first() {
    return pixel(0, 0);
  }

  /** Returns the pixel under a position of the kernel, relative to the window's own pixel. */
  private int pixel(int phase, int position) {
    int before = (size - 1) / 2;
    return Math.floorDiv(phase + position - (transposed ? size - 1 - before : before), grain);
  }

  /** Returns the tap of the kernel at a position of the window. */
  private int tap(int position) {
    return transposed ? size - 1 - position : position;
  }

  /** Returns 1 where a tap falls on a pixel in a phase, else 0: {@code [reach][phase][tap]}. */
  private float[][][] falls() {
    float[][][] falls = new float[reach()][phases][size];
    for (int phase = 0; phase < phases; phase++) {
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
        new float[rows.reach() * columns.reach() * rows.phases * columns.phases]
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
