package org.ganforge.tf.layer;

import org.ganforge.layer.Cropping2D;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compiles {@link Cropping2D}. */
final class Cropping2DCompiler implements UnaryLayerCompiler<Cropping2D> {
  @Override
  public Operand<TFloat32> compile(
      Cropping2D layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    int[] begin = {0, layer.cropping().top(), layer.cropping().left(), 0};
    int[] size = {-1, context.outputShape().dim(0), context.outputShape().dim(1), -1};
    return tf.slice(input, tf.constant(begin), tf.constant(size));
  }
}
