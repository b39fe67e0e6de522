package org.ganforge.tf.layer;

import org.ganforge.layer.LayerNormalization;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Compiles {@link LayerNormalization}. */
final class LayerNormalizationCompiler implements UnaryLayerCompiler<LayerNormalization> {
  @Override
  public Operand<TFloat32> compile(
      LayerNormalization layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    Operand<TInt32> last = tf.constant(-1);
    Operand<TFloat32> mean = tf.math.mean(input, last, Mean.keepDims(true));
    Operand<TFloat32> variance =
        tf.math.mean(tf.math.squaredDifference(input, mean), last, Mean.keepDims(true));
    Operand<TFloat32> root = context.rsqrt(tf.math.add(variance, context.scalar(layer.epsilon())));
    Operand<TFloat32> output = tf.math.mul(tf.math.sub(input, mean), root);
    if (layer.scale()) {
      output = tf.math.mul(output, context.weight("gamma"));
    }
    return layer.center() ? tf.math.add(output, context.weight("beta")) : output;
  }
}
