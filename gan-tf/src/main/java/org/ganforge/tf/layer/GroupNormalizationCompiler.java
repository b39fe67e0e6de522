package org.ganforge.tf.layer;

import org.ganforge.layer.GroupNormalization;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Compiles {@link GroupNormalization}. */
final class GroupNormalizationCompiler implements UnaryLayerCompiler<GroupNormalization> {
  @Override
  public Operand<TFloat32> compile(
      GroupNormalization layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    TensorShape shape = context.inputShape();
    int groups = layer.groupsOf(shape);
    int channels = shape.dim(-1);
    int[] apart = {-1, shape.size() / channels, groups, channels / groups};
    Operand<TFloat32> grouped = tf.reshape(input, tf.constant(apart));
    Operand<TInt32> within = tf.constant(new int[] {1, 3});
    Operand<TFloat32> mean = tf.math.mean(grouped, within, Mean.keepDims(true));
    Operand<TFloat32> variance =
        tf.math.mean(tf.math.squaredDifference(grouped, mean), within, Mean.keepDims(true));
    Operand<TFloat32> root = context.rsqrt(tf.math.add(variance, context.scalar(layer.epsilon())));
    Operand<TFloat32> output =
        context.reshapeToOutput(tf.math.mul(tf.math.sub(grouped, mean), root));
    if (layer.scale()) {
      output = tf.math.mul(output, context.weight("gamma"));
    }
    return layer.center() ? tf.math.add(output, context.weight("beta")) : output;
  }
}
