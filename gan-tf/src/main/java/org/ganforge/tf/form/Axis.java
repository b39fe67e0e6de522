package org.ganforge.tf.form;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.layer.Padding;

/**
 * One axis of a convolution: which pixel of the image, if any, each tap of the kernel sees from
 * each place of the output.
 *
 * @param in pixels of the image
 * @param out places of the output
 * @param taps the kernel's size
 * @param stride pixels from one place to the next
 * @param before zeros before the first pixel; those after the last one follow from the rest
 */
public record Axis(int in, int out, int taps, int stride, int before) {
  /** A pixel that a tap sees and the place of the output that it contributes to. */
  record Pair(int in, int out) {}

  /** The taps that see pixels from one place: the first of them, its pixel, and how many. */
  record Window(int tap, int pixel, int size) {}

  /** Returns the axis that TensorFlow makes of a padding. */
  public static Axis of(Padding padding, int in, int taps, int stride) {
    return padding == Padding.SAME ? same(in, taps, stride) : valid(in, taps, stride);
  }

  private static Axis same(int in, int taps, int stride) {
    int out = (in + stride - 1) / stride;
    return new Axis(in, out, taps, stride, Math.max(0, (out - 1) * stride + taps - in) / 2);
  }

  static Axis valid(int in, int taps, int stride) {
    return new Axis(in, (in - taps) / stride + 1, taps, stride, 0);
  }

  /** Returns the axis of a product: one pixel, one tap, one place. */
  static Axis point() {
    return new Axis(1, 1, 1, 1, 0);
  }

  /** Returns whether the padding is TensorFlow's SAME. */
  boolean isSame() {
    return equals(same(in, taps, stride));
  }

  /** Returns whether the padding is TensorFlow's VALID. */
  boolean isValid() {
    return taps <= in && equals(valid(in, taps, stride));
  }

  /** Returns whether pixels between the places of a kernel of one tap are never seen. */
  boolean isThinned() {
    return taps == 1 && stride > 1;
  }

  /**
   * Returns how many zeros follow the last pixel; if negative, how many last pixels no tap sees.
   */
  int after() {
    return (out - 1) * stride + taps - in - before;
  }

  /** Returns the axis of the image with its zeros, or without the pixels that no tap sees. */
  Axis padded() {
    return new Axis(in + before + after(), out, taps, stride, 0);
  }

  /** Returns how many whole strides the kernel covers. */
  int strides() {
    return (taps + stride - 1) / stride;
  }

  /** Returns the axis over blocks of {@code stride} pixels, each counted as one pixel. */
  Axis blocks() {
    return new Axis(out - 1 + strides(), out, strides(), 1, 0);
  }

  /** Returns the first block of pixels that {@link #flipped} computes. */
  private int firstBlock() {
    return before / stride;
  }

  /** Returns the offset of the first pixel in the first block. */
  int offset() {
    return before - firstBlock() * stride;
  }

  /**
   * Returns the axis of the convolution that computes the image's gradient from the output's: a
   * block of {@code stride} pixels at each place.
   */
  Axis flipped() {
    int blocks = (in - 1 + before) / stride + 1 - firstBlock();
    return new Axis(out, blocks, strides(), 1, strides() - 1 - firstBlock());
  }

  /** Returns the share of products that multiply a pixel, not a zero of the border; from 0 to 1. */
  double share() {
    return (double) met() / (out * taps);
  }

  /** Returns how many products multiply a pixel, not a zero of the border. */
  int met() {
    int met = 0;
    for (int tap = 0; tap < taps; tap++) {
      met += pairs(tap).size();
    }
    return met;
  }

  /** Returns the pixels that one tap sees, place by place. */
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

  /** Returns what is seen from one place; with padding same, at least one pixel. */
  Window window(int place) {
    int first = Math.max(0, before - place * stride);
    int pixel = place * stride + first - before;
    return new Window(first, pixel, Math.min(taps - first, in - pixel));
  }
}
