package org.ganforge.tf.optimizer;

import org.ganforge.optimizer.Optimizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * When an update happens.
 *
 * @param learningRate the learning rate of this update, decayed
 * @param number the number of this update, counted from 1
 */
record UpdateTime(Operand<TFloat32> learningRate, Operand<TFloat32> number) {
  /** Returns the time of the update after {@code updates} others: rate / (1 + decay * updates). */
  static UpdateTime after(Ops tf, Optimizer optimizer, Operand<TInt64> updates) {
    Operand<TFloat32> done = tf.dtypes.cast(updates, TFloat32.class);
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> rate = tf.constant((float) optimizer.learningRate());
    if (optimizer.decay() != 0) {
      Operand<TFloat32> slowed = tf.math.mul(done, tf.constant((float) optimizer.decay()));
      rate = tf.math.div(rate, tf.math.add(one, slowed));
    }
    return new UpdateTime(rate, tf.math.add(done, one));
  }
}
