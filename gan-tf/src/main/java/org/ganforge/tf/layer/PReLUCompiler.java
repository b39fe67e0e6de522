package org.ganforge.tf.layer;

import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.PReLU;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compiles {@link PReLU}. */
final class PReLUCompiler implements UnaryLayerCompiler<PReLU> {
  @Override
  public Operand<TFloat32> compile(PReLU layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    Operand<TFloat32> below =
        tf.math.mul(
            context.weight("alpha"),
            context.activated(ActivationFunction.RELU, tf.math.neg(input)));
    return tf.math.sub(context.activated(ActivationFunction.RELU, input), below);
  }
}
