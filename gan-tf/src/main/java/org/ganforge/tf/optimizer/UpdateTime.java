package org.ganforge.tf.optimizer;

import org.ganforge.optimizer.LearningRate;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * When an update happens.
 *
 * @param learningRate the learning rate of this update
 * @param number the number of this update, counted from 1
 */
record UpdateTime(Operand<TFloat32> learningRate, Operand<TFloat32> number) {
  /** Returns the time of the update after {@code updates} others. */
  static UpdateTime after(Ops tf, LearningRate learningRate, Operand<TInt64> updates) {
    Operand<TFloat32> done = tf.dtypes.cast(updates, TFloat32.class);
    Operand<TFloat32> rate = LearningRateRules.compile(tf, learningRate, done);
    return new UpdateTime(rate, tf.math.add(done, tf.constant(1f)));
  }
}
