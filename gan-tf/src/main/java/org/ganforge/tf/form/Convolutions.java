package org.ganforge.tf.form;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How a graph's convolutions and matrix products are computed. */
public interface Convolutions {
  /** Returns TensorFlow's own operations and gradients, for graphs that others read. */
  static Convolutions ofEngine() {
    return new EngineConvolutions(false);
  }

  /** Returns TensorFlow's own operations and gradients on a GPU. */
  static Convolutions ofGpu() {
    return new EngineConvolutions(true);
  }

  /**
   * Returns the result of one direction of a convolution; gradients flow through it.
   *
   * @param direction {@link Direction#FORWARD} for a convolution, {@link Direction#INPUT} for a
   *     transposed one
   * @param left the image {@code [batch, rows.in, columns.in, channels]}; for a transposed one, a
   *     tensor of the output's shape {@code [batch, rows.out, columns.out, filters]}
   * @param kernel {@code [rows.taps, columns.taps, channels / groups, filters]}
   */
  Operand<TFloat32> compile(
      Ops tf,
      ConvolutionShape shape,
      Direction direction,
      Operand<TFloat32> left,
      Operand<TFloat32> kernel);

  /**
   * Returns a matrix product {@code [batch, units]}.
   *
   * @param rows {@code [batch, n]}
   * @param matrix {@code [n, units]}
   */
  default Operand<TFloat32> multiply(
      Ops tf, int n, int units, Operand<TFloat32> rows, Operand<TFloat32> matrix) {
    FormOps<TFloat32> ops = new FormOps<>(tf, TFloat32.class);
    Operand<TFloat32> product =
        compile(
            tf,
            ConvolutionShape.product(n, units),
            Direction.FORWARD,
            ops.reshape(rows, -1, 1, 1, n),
            ops.reshape(matrix, 1, 1, n, units));
    return ops.reshape(product, -1, units);
  }

  /** Returns whether consecutive layers may be computed as one. */
  default boolean joinsLayers() {
    return true;
  }
}
