package org.ganforge.tf.layer;

import java.util.List;
import org.ganforge.layer.Concatenate;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compiles {@link Concatenate}. */
final class ConcatenateCompiler implements LayerCompiler<Concatenate> {
  @Override
  public Operand<TFloat32> compile(
      Concatenate layer, LayerContext context, List<Operand<TFloat32>> inputs) {
    Ops tf = context.tf();
    int behindBatch = 1 + layer.axisWithin(context.outputShape().rank());
    return tf.concat(inputs, tf.constant(behindBatch));
  }
}
