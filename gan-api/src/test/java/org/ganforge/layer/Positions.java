package org.ganforge.layer;

import java.util.Arrays;

/**
 * Counts the positions of windows, and the extent of scattered kernels, by trying them one by one:
 * slow, but without a formula that could share a mistake with the code.
 */
final class Positions {
  private Positions() {}

  /**
   * Returns how often a kernel fits on a line of {@code length} pixels, with or without a border.
   */
  static int of(int length, int kernel, int dilation, int stride, Padding padding) {
    int[] taps = new int[kernel];
    Arrays.setAll(taps, i -> i * dilation);
    int border = padding == Padding.SAME ? taps[kernel - 1] : 0;
    boolean[] line = new boolean[length + border];
    int count = 0;
    for (int start = 0; start < line.length; start += stride) {
      int from = start;
      if (Arrays.stream(taps).allMatch(tap -> from + tap < line.length)) {
        count++;
      }
    }
    return count;
  }

  /** Returns how many pixels are touched when every one of {@code length} scatters a kernel. */
  static int scattered(int length, int kernel, int dilation, int stride) {
    int last = 0;
    for (int pixel = 0; pixel < length; pixel++) {
      for (int tap = 0; tap < kernel; tap++) {
        last = Math.max(last, pixel * stride + tap * dilation);
      }
    }
    return last + 1;
  }
}
