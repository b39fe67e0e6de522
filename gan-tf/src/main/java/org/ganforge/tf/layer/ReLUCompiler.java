package org.ganforge.tf.layer;

import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.ReLU;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compiles {@link ReLU}. */
final class ReLUCompiler implements UnaryLayerCompiler<ReLU> {
  @Override
  public Operand<TFloat32> compile(ReLU layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    Operand<TFloat32> threshold = context.scalar(layer.threshold());
    Operand<TFloat32> output =
        layer.threshold() == 0
            ? context.activated(ActivationFunction.RELU, input)
            : tf.math.mul(input, tf.dtypes.cast(tf.math.greater(input, threshold), TFloat32.class));
    Double max = layer.maxValue();
    if (max != null) {
      output = tf.math.minimum(output, context.scalar(max));
    }
    if (layer.negativeSlope() != 0) {
      Operand<TFloat32> below =
          context.activated(ActivationFunction.RELU, tf.math.sub(threshold, input));
      output = tf.math.sub(output, tf.math.mul(below, context.scalar(layer.negativeSlope())));
    }
    return output;
  }
}
