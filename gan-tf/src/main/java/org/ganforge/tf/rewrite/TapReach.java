package org.ganforge.tf.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.layer.Padding;

/**
 * Along one axis of a convolution: which pixel of the image each tap sees from each place of the
 * output, where it sees one at all.
 *
 * @param in pixels of the image
 * @param out places of the output
 * @param taps the kernel's size
 * @param stride pixels from one place to the next
 * @param before zeros before the first pixel
 */
record TapReach(int in, int out, int taps, int stride, int before) {
  /** A pixel that a tap sees and the place of the output that it counts for. */
  record Pair(int in, int out) {}

  /** The taps that see pixels from one place: the first of them, its pixel, and how many. */
  record Window(int tap, int pixel, int size) {}

  /** Returns the reach of a kernel that moves by one pixel. */
  static TapReach of(Padding padding, int in, int taps) {
    return padding == Padding.SAME
        ? same(in, taps, 1)
        : new TapReach(in, in - taps + 1, taps, 1, 0);
  }

  /** Returns the reach under padding same. */
  static TapReach same(int in, int taps, int stride) {
    int out = (in + stride - 1) / stride;
    return new TapReach(in, out, taps, stride, Math.max(0, (out - 1) * stride + taps - in) / 2);
  }

  /** Returns how many of all products meet a pixel and no zero, from 0 to 1. */
  double share() {
    return (double) met() / (out * taps);
  }

  /** Returns how many products meet a pixel and no zero. */
  int met() {
    int met = 0;
    for (int tap = 0; tap < taps; tap++) {
      met += pairs(tap).size();
    }
    return met;
  }

  /** Returns what one tap sees, place by place. */
  List<Pair> pairs(int tap) {
    List<Pair> pairs = new ArrayList<>();
    for (int place = 0; place < out; place++) {
      int pixel = place * stride + tap - before;
      if (pixel >= 0 && pixel < in) {
        pairs.add(new Pair(pixel, place));
      }
    }
    return pairs;
  }

  /** Returns what is seen from one place; under padding same that is a pixel at least. */
  Window window(int place) {
    int first = Math.max(0, before - place * stride);
    int pixel = place * stride + first - before;
    return new Window(first, pixel, Math.min(taps - first, in - pixel));
  }
}
