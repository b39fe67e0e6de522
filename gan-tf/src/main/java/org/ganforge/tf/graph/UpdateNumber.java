package org.ganforge.tf.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The number of an update, as replicas in several processes compare it: a process that was cut off
 * from the others may come back an update behind them, and TensorFlow would average the gradients
 * of both.
 */
final class UpdateNumber {
  /** The start of the error if replicas disagree. */
  static final String DISAGREEMENT = "replicas are at different updates";

  /** Small enough that the sum over a thousand replicas is exact in float32. */
  private static final long CYCLE = 1 << 13;

  /** Means of numbers that differ are off by at least one over the number of replicas. */
  private static final float LEAST = 1e-4f;

  private UpdateNumber() {}

  /** Returns the number to average, modulo a power of two. */
  static Operand<TFloat32> of(Ops tf, Operand<TInt64> done) {
    return tf.dtypes.cast(tf.math.floorMod(done, tf.constant(CYCLE)), TFloat32.class);
  }

  /** Returns a value that fails unless the mean of the numbers is this replica's own. */
  static Operand<TFloat32> checked(
      Ops tf, Operand<TFloat32> value, Operand<TFloat32> own, Operand<TFloat32> mean) {
    Operand<TFloat32> apart = tf.math.abs(tf.math.sub(mean, own));
    return tf.withControlDependencies(
            List.of(
                tf.assertThat(
                    tf.math.less(apart, tf.constant(LEAST)),
                    List.of(tf.constant(DISAGREEMENT), own, mean))))
        .identity(value);
  }
}
