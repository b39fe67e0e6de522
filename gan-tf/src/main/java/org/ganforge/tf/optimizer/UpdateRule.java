package org.ganforge.tf.optimizer;

import org.ganforge.tf.variable.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** An optimizer's update of one variable, whose slots already exist. */
interface UpdateRule {
  /**
   * Returns the operation that updates the variable and its slots.
   *
   * @param gradient the gradient, already clipped
   * @param time the learning rate and the number of this update
   */
  Op update(Ops tf, Variable variable, Operand<TFloat32> gradient, UpdateTime time);
}
