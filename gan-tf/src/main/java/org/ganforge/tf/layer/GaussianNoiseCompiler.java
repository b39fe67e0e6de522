package org.ganforge.tf.layer;

import org.ganforge.layer.GaussianNoise;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compiles {@link GaussianNoise}. */
final class GaussianNoiseCompiler implements UnaryLayerCompiler<GaussianNoise> {
  @Override
  public Operand<TFloat32> compile(
      GaussianNoise layer, LayerContext context, Operand<TFloat32> input) {
    if (!context.mode().isRandom() || layer.stddev() == 0) {
      return input;
    }
    Ops tf = context.tf();
    Operand<TFloat32> normal = context.random().rows().normal(tf, tf.shape(input), context.seed());
    // The noise takes its shape from the input, and TensorFlow would look for a gradient along that
    // path.
    Operand<TFloat32> noise = tf.stopGradient(tf.math.mul(normal, context.scalar(layer.stddev())));
    return tf.math.add(input, noise);
  }
}
