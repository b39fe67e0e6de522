package org.ganforge.tf.layer;

import org.ganforge.layer.GlobalAveragePooling2D;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compiles {@link GlobalAveragePooling2D}. */
final class GlobalAveragePooling2DCompiler implements UnaryLayerCompiler<GlobalAveragePooling2D> {
  @Override
  public Operand<TFloat32> compile(
      GlobalAveragePooling2D layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    return context.reshapeToOutput(tf.math.mean(input, tf.constant(new int[] {1, 2})));
  }
}
