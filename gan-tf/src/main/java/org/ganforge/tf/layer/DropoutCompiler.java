package org.ganforge.tf.layer;

import org.ganforge.layer.Dropout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compiles {@link Dropout}. */
final class DropoutCompiler implements LayerCompiler<Dropout> {
  @Override
  public Operand<TFloat32> compile(Dropout layer, LayerContext context, Operand<TFloat32> input) {
    if (!context.mode().isRandom() || layer.rate() == 0) {
      return input;
    }
    Ops tf = context.tf();
    Operand<TFloat32> uniform =
        tf.random.statelessRandomUniform(tf.shape(input), context.seed(), TFloat32.class);
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(uniform, context.scalar(layer.rate())), TFloat32.class);
    return tf.math.mul(input, tf.math.mul(kept, context.scalar(1 / (1 - layer.rate()))));
  }
}
