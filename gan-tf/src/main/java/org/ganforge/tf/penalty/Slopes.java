package org.ganforge.tf.penalty;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The gradients of the discriminator's outputs with respect to images. */
final class Slopes {
  /** The square root has no finite gradient at 0, so norms below 1e-12 get the gradient 0. */
  private static final float LEAST_SQUARE = 1e-24f;

  private Slopes() {}

  /** Returns the squared norm of the gradient at each image, {@code [count]}. */
  static Operand<TFloat32> squares(
      PenaltyContext context, UnaryOperator<Operand<TFloat32>> critic, Operand<TFloat32> images) {
    Ops tf = context.tf();
    Operand<TFloat32> gradients = context.gradients().apply(critic.apply(images), images);
    Operand<TFloat32> rows =
        tf.reshape(gradients, tf.constant(new int[] {-1, context.image().size()}));
    return tf.reduceSum(tf.math.square(rows), tf.constant(1), new ReduceSum.Options[0]);
  }

  /** Returns half of gamma times the mean of squared norms. */
  static Operand<TFloat32> halved(
      PenaltyContext context,
      UnaryOperator<Operand<TFloat32>> critic,
      Operand<TFloat32> images,
      double gamma) {
    Ops tf = context.tf();
    Operand<TFloat32> mean = tf.math.mean(squares(context, critic, images), tf.constant(0));
    return tf.math.mul(mean, tf.constant((float) (gamma / 2)));
  }

  /** Returns the weighted mean of the squared distance between norms and a target. */
  static Operand<TFloat32> pulled(
      Ops tf, Operand<TFloat32> squares, double weight, double target, boolean oneSided) {
    Operand<TFloat32> norms = tf.math.sqrt(tf.math.maximum(squares, tf.constant(LEAST_SQUARE)));
    Operand<TFloat32> beyond = tf.math.sub(norms, tf.constant((float) target));
    if (oneSided) {
      beyond = tf.math.maximum(beyond, tf.constant(0f));
    }
    Operand<TFloat32> mean = tf.math.mean(tf.math.square(beyond), tf.constant(0));
    return tf.math.mul(mean, tf.constant((float) weight));
  }

  /** Returns a random number uniform in [0, 1) for each image, {@code [count, 1, ...]}. */
  static Operand<TFloat32> shareOfEach(PenaltyContext context, Operand<TInt32> count, String name) {
    Ops tf = context.tf();
    int[] ones = new int[context.image().rank()];
    Arrays.fill(ones, 1);
    Operand<TInt32> shape = tf.concat(List.of(count, tf.constant(ones)), tf.constant(0));
    return context.random().rows().uniform(tf, shape, context.random().seedOf(tf, name));
  }

  /** Returns how many images a batch has, {@code [1]}. */
  static Operand<TInt32> count(Ops tf, Operand<TFloat32> batch) {
    return tf.slice(tf.shape(batch), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
  }
}
