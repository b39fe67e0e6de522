package org.ganforge.tf.onnx;

import java.util.List;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;

/**
 * A window that slides over images.
 *
 * @param size its rows and columns
 * @param strides how far it moves
 * @param padding the border
 * @param dilation the distance between its taps
 */
record Window(Size2D size, Size2D strides, Padding padding, Size2D dilation) {
  private static final Size2D ONE = Size2D.of(1);

  /** A window of one pixel. */
  static final Window POINT = new Window(ONE, ONE, Padding.VALID, ONE);

  /** Returns the attributes that convolutions and pools have, for an input of this shape. */
  List<Attribute> attributes(TensorShape input) {
    int top = padding(input.dim(0), size.rows(), strides.rows(), dilation.rows());
    int left = padding(input.dim(1), size.columns(), strides.columns(), dilation.columns());
    return List.of(
        Attribute.numbers("kernel_shape", pair(size)),
        Attribute.numbers("strides", pair(strides)),
        // Where the padding is odd, the end gets one more, as in Keras.
        Attribute.numbers("pads", top / 2, left / 2, top - top / 2, left - left / 2));
  }

  private int padding(int length, int window, int stride, int rate) {
    if (padding == Padding.VALID) {
      return 0;
    }
    int places = (length - 1) / stride;
    return Math.max(0, places * stride + reach(window, rate) - length);
  }

  /** Returns the extent of a window whose taps are {@code rate} pixels apart. */
  static int reach(int window, int rate) {
    return (window - 1) * rate + 1;
  }

  /** Returns rows and columns. */
  static long[] pair(Size2D size) {
    return new long[] {size.rows(), size.columns()};
  }
}
