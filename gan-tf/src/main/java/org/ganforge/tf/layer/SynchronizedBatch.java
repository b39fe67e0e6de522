package org.ganforge.tf.layer;

import java.util.List;
import org.ganforge.layer.BatchNormalization;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A {@link BatchNormalization} by the mean and variance of all replicas' batches. Each replica
 * contributes its own mean and variance to a single collective; the joint variance is the mean of
 * the variances plus the variance of the means.
 */
record SynchronizedBatch(BatchNormalization layer, LayerContext context) {
  Operand<TFloat32> normalized(Operand<TFloat32> input, boolean update) {
    Ops tf = context.tf();
    int channels = context.inputShape().dim(-1);
    Operand<TFloat32> rows = tf.reshape(input, tf.constant(new int[] {-1, channels}));
    Operand<TInt32> examples = tf.constant(0);
    Operand<TFloat32> ownMean = tf.math.mean(rows, examples);
    Operand<TFloat32> ownVariance =
        tf.math.mean(tf.math.squaredDifference(rows, ownMean), examples);
    // Squares of means lose digits far from 0; all replicas have the same moving mean near theirs.
    Operand<TFloat32> origin = context.weight("moving_mean");
    Operand<TFloat32> off = tf.math.sub(ownMean, origin);
    Operand<TFloat32> both =
        tf.concat(List.of(off, tf.math.add(ownVariance, tf.math.square(off))), tf.constant(0));
    Operand<TFloat32> all = context.reduce().differentiableMean(tf, both);
    Operand<TFloat32> meanOff = part(all, 0, channels);
    Operand<TFloat32> mean = tf.math.add(origin, meanOff);
    Operand<TFloat32> variance =
        tf.math.sub(part(all, channels, channels), tf.math.square(meanOff));
    if (update) {
      BatchNormalizationCompiler.move(layer, context, "moving_mean", mean);
      BatchNormalizationCompiler.move(
          layer, context, "moving_variance", ofAverage(variance, rows, channels));
    }
    return scaled(input, mean, variance);
  }

  private Operand<TFloat32> part(Operand<TFloat32> all, int from, int count) {
    Ops tf = context.tf();
    return tf.slice(all, tf.constant(new int[] {from}), tf.constant(new int[] {count}));
  }

  private Operand<TFloat32> scaled(
      Operand<TFloat32> input, Operand<TFloat32> mean, Operand<TFloat32> variance) {
    Ops tf = context.tf();
    Operand<TFloat32> factor =
        tf.math.rsqrt(tf.math.add(variance, context.scalar(layer.epsilon())));
    if (layer.scale()) {
      factor = tf.math.mul(factor, context.weight("gamma"));
    }
    Operand<TFloat32> output = tf.math.mul(tf.math.sub(input, mean), factor);
    return layer.center() ? tf.math.add(output, context.weight("beta")) : output;
  }

  /** Returns the variance whose average Keras keeps: in Keras 2, that of a sample for images. */
  private Operand<TFloat32> ofAverage(
      Operand<TFloat32> variance, Operand<TFloat32> rows, int channels) {
    if (context.inputShape().rank() != 3 || !context.keras().movingVarianceOfSample()) {
      return variance;
    }
    Ops tf = context.tf();
    Operand<TFloat32> size = tf.dtypes.cast(tf.size(rows), TFloat32.class);
    int replicas = context.reduce().replica().of();
    Operand<TFloat32> n = tf.math.mul(size, tf.constant((float) replicas / channels));
    return tf.math.mul(variance, tf.math.div(n, tf.math.sub(n, tf.constant(1f))));
  }
}
