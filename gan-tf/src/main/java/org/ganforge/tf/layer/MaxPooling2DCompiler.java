package org.ganforge.tf.layer;

import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.Size2D;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compiles {@link MaxPooling2D}. */
final class MaxPooling2DCompiler implements LayerCompiler<MaxPooling2D> {
  @Override
  public Operand<TFloat32> compile(
      MaxPooling2D layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    Size2D step = layer.stepSize();
    return tf.nn.maxPool(
        input,
        tf.constant(new int[] {1, layer.poolSize().rows(), layer.poolSize().columns(), 1}),
        tf.constant(new int[] {1, step.rows(), step.columns(), 1}),
        layer.padding().name());
  }
}
