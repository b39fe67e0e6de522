package org.ganforge.tf.layer;

import org.ganforge.layer.GlobalMaxPooling2D;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compiles {@link GlobalMaxPooling2D}; equal maxima share the gradient, as in Keras. */
final class GlobalMaxPooling2DCompiler implements UnaryLayerCompiler<GlobalMaxPooling2D> {
  @Override
  public Operand<TFloat32> compile(
      GlobalMaxPooling2D layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    return context.reshapeToOutput(tf.reduceMax(input, tf.constant(new int[] {1, 2})));
  }
}
