package org.ganforge.tf.optimizer;

import org.ganforge.optimizer.LearningRate;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * When a change of weights happens.
 *
 * @param learningRate the learning rate of this update
 * @param number the number of this change, counted from 1
 */
record UpdateTime(Operand<TFloat32> learningRate, Operand<TFloat32> number) {
  /**
   * Returns the time of an update. As in Keras, schedules count updates and moments count changes.
   *
   * @param updates how many updates came before it
   * @param changes how often weights were changed before it
   */
  static UpdateTime after(
      Ops tf, LearningRate learningRate, Operand<TInt64> updates, Operand<TInt64> changes) {
    Operand<TFloat32> done = tf.dtypes.cast(updates, TFloat32.class);
    Operand<TFloat32> rate = LearningRateRules.compile(tf, learningRate, done);
    Operand<TFloat32> before = changes == updates ? done : tf.dtypes.cast(changes, TFloat32.class);
    return new UpdateTime(rate, tf.math.add(before, tf.constant(1f)));
  }
}
