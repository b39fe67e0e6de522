package org.ganforge.tf.layer;

import org.ganforge.layer.LeakyReLU;
import org.tensorflow.Operand;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/** Compiles {@link LeakyReLU}. */
final class LeakyReLUCompiler implements UnaryLayerCompiler<LeakyReLU> {
  @Override
  public Operand<TFloat32> compile(LeakyReLU layer, LayerContext context, Operand<TFloat32> input) {
    return context.tf().nn.leakyRelu(input, LeakyRelu.alpha((float) layer.negativeSlope()));
  }
}
