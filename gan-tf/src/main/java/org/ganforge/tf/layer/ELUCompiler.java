package org.ganforge.tf.layer;

import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.ELU;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compiles {@link ELU}. */
final class ELUCompiler implements UnaryLayerCompiler<ELU> {
  @Override
  public Operand<TFloat32> compile(ELU layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    Operand<TFloat32> elu = context.activated(ActivationFunction.ELU, input);
    if (layer.alpha() == 1) {
      return elu;
    }
    Operand<TFloat32> above = context.activated(ActivationFunction.RELU, input);
    return tf.math.add(above, tf.math.mul(tf.math.sub(elu, above), context.scalar(layer.alpha())));
  }
}
