package org.ganforge.tf.layer;

import org.ganforge.layer.BatchNormalization;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Compiles {@link BatchNormalization}: TensorFlow's fused operation with the batch's statistics, a
 * scale and a shift with the moving averages. Inference doesn't use the fused operation, which
 * TensorFlow fails to fuse with the operations after it.
 */
final class BatchNormalizationCompiler implements UnaryLayerCompiler<BatchNormalization> {
  @Override
  public Operand<TFloat32> compile(
      BatchNormalization layer, LayerContext context, Operand<TFloat32> input) {
    return switch (context.mode()) {
      case TRAINING -> byBatchOf(layer, context, input, true);
      case FROZEN ->
          context.keras().frozenBatchNormUsesBatch()
              ? byBatchOf(layer, context, input, false)
              : byMovingAverages(layer, context, input);
      case INFERENCE -> byMovingAverages(layer, context, input);
    };
  }

  private static Operand<TFloat32> byBatchOf(
      BatchNormalization layer, LayerContext context, Operand<TFloat32> input, boolean update) {
    return layer.isSynchronized() && !context.reduce().replica().isAlone()
        ? new SynchronizedBatch(layer, context).normalized(input, update)
        : byBatch(layer, context, input, update);
  }

  private static Operand<TFloat32> byMovingAverages(
      BatchNormalization layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    Operand<TFloat32> variance =
        tf.math.add(context.weight("moving_variance"), context.scalar(layer.epsilon()));
    Operand<TFloat32> factor = tf.math.rsqrt(variance);
    if (layer.scale()) {
      factor = tf.math.mul(factor, context.weight("gamma"));
    }
    Operand<TFloat32> offset = tf.math.neg(tf.math.mul(context.weight("moving_mean"), factor));
    if (layer.center()) {
      offset = tf.math.add(context.weight("beta"), offset);
    }
    return tf.math.add(tf.math.mul(input, factor), offset);
  }

  private static Operand<TFloat32> byBatch(
      BatchNormalization layer, LayerContext context, Operand<TFloat32> input, boolean update) {
    Ops tf = context.tf();
    int channels = context.inputShape().dim(-1);
    boolean image = context.inputShape().rank() == 3;
    Operand<TFloat32> images =
        image ? input : tf.reshape(input, tf.constant(new int[] {-1, 1, 1, channels}));
    Operand<TFloat32> none = tf.constant(new float[0]);
    Operand<TInt32> shape = tf.constant(new int[] {channels});
    FusedBatchNorm<TFloat32, TFloat32> fused =
        tf.nn.fusedBatchNorm(
            images,
            layer.scale() ? context.weight("gamma") : tf.fill(shape, tf.constant(1f)),
            layer.center() ? context.weight("beta") : tf.fill(shape, tf.constant(0f)),
            none,
            none,
            FusedBatchNorm.epsilon((float) layer.epsilon()),
            FusedBatchNorm.isTraining(true));
    if (update) {
      move(layer, context, "moving_mean", fused.batchMean());
      Operand<TFloat32> variance = fused.batchVariance();
      if (!image || !context.keras().movingVarianceOfSample()) {
        variance = tf.math.mul(variance, populationShare(tf, images, channels));
      }
      move(layer, context, "moving_variance", variance);
    }
    return image ? fused.y() : context.reshapeToOutput(fused.y());
  }

  /**
   * The factor (n - 1) / n that turns the fused operation's sample variance, sum / (n - 1), into
   * the population's.
   */
  private static Operand<TFloat32> populationShare(Ops tf, Operand<TFloat32> images, int channels) {
    Operand<TFloat32> size = tf.dtypes.cast(tf.size(images), TFloat32.class);
    Operand<TFloat32> n = tf.math.div(size, tf.constant((float) channels));
    return tf.math.div(tf.math.sub(n, tf.constant(1f)), n);
  }

  static void move(
      BatchNormalization layer, LayerContext context, String average, Operand<TFloat32> batch) {
    Ops tf = context.tf();
    Operand<TFloat32> kept = tf.math.mul(context.weight(average), context.scalar(layer.momentum()));
    Operand<TFloat32> added = tf.math.mul(batch, context.scalar(1 - layer.momentum()));
    context.update(average, tf.math.add(kept, added));
  }
}
