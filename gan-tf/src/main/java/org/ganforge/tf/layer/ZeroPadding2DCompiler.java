package org.ganforge.tf.layer;

import org.ganforge.layer.Padding2D;
import org.ganforge.layer.ZeroPadding2D;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compiles {@link ZeroPadding2D}. */
final class ZeroPadding2DCompiler implements UnaryLayerCompiler<ZeroPadding2D> {
  @Override
  public Operand<TFloat32> compile(
      ZeroPadding2D layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    Padding2D p = layer.padding();
    int[][] pads = {{0, 0}, {p.top(), p.bottom()}, {p.left(), p.right()}, {0, 0}};
    return tf.pad(input, tf.constant(pads), tf.constant(0f));
  }
}
