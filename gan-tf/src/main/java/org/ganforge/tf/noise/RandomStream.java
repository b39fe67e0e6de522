package org.ganforge.tf.noise;

import java.util.List;
import org.ganforge.internal.Seeds;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/**
 * A source of random numbers: a run seed and a counter. Every consumer asks for a seed under its
 * own stable name, so the numbers depend only on (seed, name, count), and the counter is the only
 * random state.
 *
 * @param seed the run's seed, or one derived from it for a role
 * @param counter how often the step has run so far
 */
public record RandomStream(long seed, Operand<TInt64> counter) {
  /**
   * Returns the two-number seed that TensorFlow's stateless operations take, for the consumer
   * {@code name}.
   */
  public Operand<TInt64> seedOf(Ops tf, String name) {
    return tf.stack(List.of(tf.constant(Seeds.derive(seed, name)), counter));
  }
}
