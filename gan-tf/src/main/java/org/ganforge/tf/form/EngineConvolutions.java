package org.ganforge.tf.form;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow's own operations with TensorFlow's own gradients: for a GPU, whose library has its own
 * forms, and for graphs that others read.
 */
final class EngineConvolutions implements Convolutions {
  private final boolean joinsLayers;

  EngineConvolutions(boolean joinsLayers) {
    this.joinsLayers = joinsLayers;
  }

  @Override
  public Operand<TFloat32> compile(
      Ops tf,
      ConvolutionShape shape,
      Direction direction,
      Operand<TFloat32> left,
      Operand<TFloat32> kernel) {
    return Forms.ofEngine(shape, direction)
        .compile(new FormOps<>(tf, TFloat32.class), shape, direction, left, kernel);
  }

  @Override
  public Operand<TFloat32> multiply(
      Ops tf, int n, int units, Operand<TFloat32> rows, Operand<TFloat32> matrix) {
    return tf.linalg.matMul(rows, matrix);
  }

  @Override
  public boolean joinsLayers() {
    return joinsLayers;
  }
}
