package org.ganforge.tf.regularization;

import java.util.List;
import java.util.function.Function;
import org.ganforge.layer.TensorShape;
import org.ganforge.regularization.AdaptiveProbability;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.tf.variable.Variables;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The state of an {@link AdaptiveProbability}: the probability, and the sum of signs and the number
 * of real images since it was last adapted. A sign is 1 on the side of the threshold where the
 * objective wants real images.
 *
 * @param adaptive how the probability is adapted
 * @param most the value that it never exceeds
 */
record AdaptedProbability(AdaptiveProbability adaptive, double most) {
  private static final String PROBABILITY = "augment/probability";
  private static final String SIGNS = "augment/signs";
  private static final String IMAGES = "augment/images";

  AdaptedProbability(AdaptiveProbability adaptive, DiffAugment augment) {
    this(adaptive, augment.probability());
  }

  void declare(Ops tf, Variables variables) {
    variables.state(PROBABILITY, TensorShape.of(), tf.constant((float) adaptive.start()));
    variables.state(SIGNS, TensorShape.of(), tf.constant(0f));
    variables.state(IMAGES, TensorShape.of(), tf.constant(0f));
  }

  /**
   * Returns the probability that applies to an update. A checkpoint from a training with a higher
   * maximum may hold a higher one.
   */
  Operand<TFloat32> current(Ops tf, Function<String, Operand<TFloat32>> state) {
    return tf.math.minimum(state.apply(PROBABILITY), tf.constant((float) most));
  }

  /** Returns the operations that account for an update's outputs for real images. */
  List<Op> after(Ops tf, DiscriminatorUpdate update, Operand<TFloat32> real) {
    Operand<TFloat32> threshold = tf.constant(update.threshold());
    Operand<TFloat32> over =
        update.isRealHigher() ? tf.math.sub(real, threshold) : tf.math.sub(threshold, real);
    Operand<TFloat32> signs =
        tf.math.add(
            update.state().apply(SIGNS), update.reduce().sum(tf, sum(tf, tf.math.sign(over))));
    Operand<TFloat32> images =
        tf.math.add(
            update.state().apply(IMAGES),
            update.reduce().sum(tf, sum(tf, tf.fill(tf.shape(real), tf.constant(1f)))));
    Operand<TFloat32> probability = current(tf, update.state());
    Operand<TBool> isDue = isDue(tf, update.turn());
    Operand<TFloat32> zero = tf.constant(0f);
    return List.of(
        assign(
            tf,
            update,
            PROBABILITY,
            tf.select(isDue, adapted(tf, probability, signs, images), probability)),
        assign(tf, update, SIGNS, tf.select(isDue, zero, signs)),
        assign(tf, update, IMAGES, tf.select(isDue, zero, images)));
  }

  private Operand<TBool> isDue(Ops tf, Operand<TInt64> turn) {
    long interval = adaptive.interval();
    return tf.math.equal(tf.math.floorMod(turn, tf.constant(interval)), tf.constant(interval - 1));
  }

  private Operand<TFloat32> adapted(
      Ops tf, Operand<TFloat32> probability, Operand<TFloat32> signs, Operand<TFloat32> images) {
    Operand<TFloat32> mean = tf.math.div(signs, images);
    Operand<TFloat32> direction =
        tf.math.sign(tf.math.sub(mean, tf.constant((float) adaptive.target())));
    Operand<TFloat32> step = tf.math.div(images, tf.constant(1000f * adaptive.kimg()));
    return tf.clipByValue(
        tf.math.add(probability, tf.math.mul(direction, step)),
        tf.constant(0f),
        tf.constant((float) most));
  }

  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> outputs) {
    return tf.reduceSum(outputs, tf.constant(new int[] {0, 1}), new ReduceSum.Options[0]);
  }

  private static Op assign(
      Ops tf, DiscriminatorUpdate update, String name, Operand<TFloat32> value) {
    return update.all().state(name).assign(tf, value);
  }
}
