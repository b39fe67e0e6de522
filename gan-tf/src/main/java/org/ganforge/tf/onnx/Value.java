package org.ganforge.tf.onnx;

import org.ganforge.layer.TensorShape;

/**
 * A batch in an ONNX graph.
 *
 * @param name its name in the graph
 * @param shape the shape of one example with the channels last, as in Keras, however it is laid out
 * @param channelsFirst whether its channels are the first axis after the batch, where ONNX's
 *     convolutions want them; false if there is only one axis
 */
record Value(String name, TensorShape shape, boolean channelsFirst) {
  Value {
    channelsFirst &= shape.rank() > 1;
  }

  /** Returns another value of the same shape and layout. */
  Value withName(String name) {
    return new Value(name, shape, channelsFirst);
  }

  /** Returns an axis of the whole batch, given one of an example with the channels last. */
  int axis(int within) {
    int last = shape.rank() - 1;
    if (!channelsFirst) {
      return within + 1;
    }
    return within == last ? 1 : within + 2;
  }

  /** Returns an example's shape as it is laid out. */
  TensorShape layout() {
    if (!channelsFirst) {
      return shape;
    }
    int[] dims = shape.toArray();
    int channels = dims[dims.length - 1];
    System.arraycopy(dims, 0, dims, 1, dims.length - 1);
    dims[0] = channels;
    return TensorShape.of(dims);
  }
}
