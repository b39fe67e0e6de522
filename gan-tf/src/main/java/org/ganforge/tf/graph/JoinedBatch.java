package org.ganforge.tf.graph;

import java.util.List;
import org.ganforge.tf.objective.Scores;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The images of one pass of the discriminator.
 *
 * @param real the real ones, or null if there are none
 * @param fake the generated ones, or null if there are none
 * @param images all of them, the real ones first
 */
record JoinedBatch(
    @Nullable Operand<TFloat32> real, @Nullable Operand<TFloat32> fake, Operand<TFloat32> images) {

  static JoinedBatch of(
      Ops tf, @Nullable Operand<TFloat32> real, @Nullable Operand<TFloat32> fake) {
    return new JoinedBatch(real, fake, new Scores(real, fake).joined(tf));
  }

  /** Returns how many images at the front are real; null if all are of one kind. */
  @Nullable Operand<TInt32> front(Ops tf) {
    return real == null || fake == null ? null : counts(tf, real);
  }

  /** Splits the outputs for all images into those for real and for generated ones. */
  Scores scores(Ops tf, Operand<TFloat32> outputs) {
    if (real == null || fake == null) {
      return new Scores(real == null ? null : outputs, fake == null ? null : outputs);
    }
    Operand<TInt32> realCount = count(tf, real);
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt32> all = tf.constant(-1);
    return new Scores(
        tf.slice(outputs, tf.stack(List.of(zero, zero)), tf.stack(List.of(realCount, one))),
        tf.slice(outputs, tf.stack(List.of(realCount, zero)), tf.stack(List.of(all, one))));
  }

  private static Operand<TInt32> count(Ops tf, Operand<TFloat32> batch) {
    return tf.reshape(counts(tf, batch), tf.constant(new int[0]));
  }

  private static Operand<TInt32> counts(Ops tf, Operand<TFloat32> batch) {
    return tf.slice(tf.shape(batch), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
  }
}
