package org.ganforge.tf.penalty;

import java.util.Arrays;
import java.util.List;
import org.ganforge.layer.TensorShape;
import org.ganforge.penalty.GradientPenalty;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Rule of {@link GradientPenalty}. */
final class GradientPenaltyRule implements PenaltyRule<GradientPenalty> {
  /** A root has no finite gradient at 0; of a norm below 1e-12 it is taken for 0. */
  private static final float LEAST_SQUARE = 1e-24f;

  @Override
  public Operand<TFloat32> compile(GradientPenalty penalty, PenaltyContext context) {
    Ops tf = context.tf();
    Operand<TFloat32> between = interpolates(context);
    Operand<TFloat32> scores = context.critic().apply(between);
    Operand<TFloat32> gradients = context.gradients().apply(scores, between);
    Operand<TFloat32> rows =
        tf.reshape(gradients, tf.constant(new int[] {-1, context.image().size()}));
    Operand<TFloat32> squares =
        tf.reduceSum(tf.math.square(rows), tf.constant(1), new ReduceSum.Options[0]);
    Operand<TFloat32> norms = tf.math.sqrt(tf.math.maximum(squares, tf.constant(LEAST_SQUARE)));
    Operand<TFloat32> beyond = tf.math.sub(norms, tf.constant((float) penalty.target()));
    if (penalty.oneSided()) {
      beyond = tf.math.maximum(beyond, tf.constant(0f));
    }
    Operand<TFloat32> mean = tf.math.mean(tf.math.square(beyond), tf.constant(0));
    return tf.math.mul(mean, tf.constant((float) penalty.weight()));
  }

  /** Returns a point between each real image and a generated one. */
  private static Operand<TFloat32> interpolates(PenaltyContext context) {
    Ops tf = context.tf();
    Operand<TInt32> count = tf.math.minimum(count(tf, context.real()), count(tf, context.fake()));
    Operand<TFloat32> real = first(context, context.real(), count);
    Operand<TFloat32> fake = first(context, context.fake(), count);
    int[] ones = new int[context.image().rank()];
    Arrays.fill(ones, 1);
    Operand<TInt32> shape = tf.concat(List.of(count, tf.constant(ones)), tf.constant(0));
    Operand<TFloat32> share =
        tf.random.statelessRandomUniform(
            shape, context.random().seedOf(tf, "interpolates"), TFloat32.class);
    Operand<TFloat32> rest = tf.math.sub(tf.constant(1f), share);
    return tf.math.add(tf.math.mul(share, real), tf.math.mul(rest, fake));
  }

  private static Operand<TInt32> count(Ops tf, Operand<TFloat32> batch) {
    return tf.slice(tf.shape(batch), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
  }

  private static Operand<TFloat32> first(
      PenaltyContext context, Operand<TFloat32> batch, Operand<TInt32> count) {
    Ops tf = context.tf();
    TensorShape image = context.image();
    Operand<TInt32> size = tf.concat(List.of(count, tf.constant(image.toArray())), tf.constant(0));
    return tf.slice(batch, tf.constant(new int[image.rank() + 1]), size);
  }
}
