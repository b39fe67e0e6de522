package org.ganforge.tf.onnx;

import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/** Weights with their axes in another order. */
final class Axes {
  private Axes() {}

  /**
   * Returns a tensor whose axis i is the given tensor's axis {@code order[i]}, as NumPy's {@code
   * transpose} does.
   */
  static FloatTensor permuted(FloatTensor tensor, int... order) {
    int[] from = tensor.shape().toArray();
    int[] strides = new int[from.length];
    int stride = 1;
    for (int axis = from.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= from[axis];
    }
    int[] dims = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      dims[i] = from[order[i]];
    }
    float[] values = new float[tensor.shape().size()];
    int[] place = new int[order.length];
    for (int i = 0; i < values.length; i++) {
      int index = 0;
      for (int axis = 0; axis < order.length; axis++) {
        index += place[axis] * strides[order[axis]];
      }
      values[i] = tensor.get(index);
      advance(place, dims);
    }
    return FloatTensor.wrap(TensorShape.of(dims), values);
  }

  private static void advance(int[] place, int[] dims) {
    for (int axis = dims.length - 1; axis >= 0 && ++place[axis] == dims[axis]; axis--) {
      place[axis] = 0;
    }
  }

  /** Returns the same numbers in another shape. */
  static FloatTensor reshaped(FloatTensor tensor, int... dims) {
    return FloatTensor.wrap(TensorShape.of(dims), tensor.toArray());
  }

  /** Returns a tensor with its last axis moved to the front. */
  static FloatTensor channelsFirst(FloatTensor tensor) {
    int[] order = new int[tensor.shape().rank()];
    order[0] = order.length - 1;
    for (int i = 1; i < order.length; i++) {
      order[i] = i - 1;
    }
    return permuted(tensor, order);
  }
}
