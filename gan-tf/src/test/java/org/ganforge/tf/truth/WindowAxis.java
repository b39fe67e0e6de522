package org.ganforge.tf.truth;

import org.ganforge.layer.Padding;

/**
 * One axis of a window that slides over an image.
 *
 * @param in the image's length
 * @param out the number of places where the window stops
 * @param size the window's taps
 * @param stride how far the window moves
 * @param dilation how far apart the taps are
 * @param before the zeros before the image
 */
record WindowAxis(int in, int out, int size, int stride, int dilation, int before) {
  static WindowAxis of(Padding padding, int in, int out, int size, int stride, int dilation) {
    int reach = (size - 1) * dilation + 1;
    int zeros = padding == Padding.SAME ? Math.max((out - 1) * stride + reach - in, 0) : 0;
    return new WindowAxis(in, out, size, stride, dilation, zeros / 2);
  }

  /** Returns the pixel under a tap, or -1 if it falls outside the image. */
  int pixel(int place, int tap) {
    int pixel = place * stride + tap * dilation - before;
    return pixel < in ? Math.max(pixel, -1) : -1;
  }
}
