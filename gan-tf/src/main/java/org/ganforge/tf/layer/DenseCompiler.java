package org.ganforge.tf.layer;

import org.ganforge.layer.Dense;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compiles {@link Dense}: a matrix product over the last axis. */
final class DenseCompiler implements UnaryLayerCompiler<Dense> {
  @Override
  public Operand<TFloat32> compile(Dense layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    int n = context.inputShape().dim(-1);
    boolean flat = context.inputShape().rank() == 1;
    Operand<TFloat32> rows = flat ? input : tf.reshape(input, tf.constant(new int[] {-1, n}));
    Operand<TFloat32> output =
        context.convolutions().multiply(tf, n, layer.units(), rows, context.weight("kernel"));
    if (layer.useBias()) {
      output = tf.nn.biasAdd(output, context.weight("bias"));
    }
    output = flat ? output : context.reshapeToOutput(output);
    return context.activated(layer.activation(), output);
  }
}
