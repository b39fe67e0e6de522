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
 * @param rows which rows of a batch the numbers are for
 */
public record RandomStream(long seed, Operand<TInt64> counter, Rows rows) {
  /** Makes a source for batches that are not shared among replicas. */
  public RandomStream(long seed, Operand<TInt64> counter) {
    this(seed, counter, Rows.all());
  }

  /** Returns a copy for these rows. */
  public RandomStream withRows(Rows rows) {
    return new RandomStream(seed, counter, rows);
  }

  /**
   * Returns the two-number seed that TensorFlow's stateless operations take, for the consumer
   * {@code name}.
   */
  public Operand<TInt64> seedOf(Ops tf, String name) {
    return tf.stack(List.of(tf.constant(Seeds.derive(seed, name)), counter));
  }
}
