package org.ganforge.tf.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * A penalty in one update of the discriminator.
 *
 * @param value weighted; not computed unless it is due
 * @param due whether it is part of this update; null if it is part of every one
 */
record PenaltyTerm(Operand<TFloat32> value, @Nullable Operand<TBool> due) {
  boolean isLazy() {
    return due != null;
  }

  /**
   * Adds a value of this penalty to a sum if the penalty is due. Otherwise TensorFlow treats the
   * branch as dead and computes neither the penalty nor its gradients.
   */
  Operand<TFloat32> add(Ops tf, Operand<TFloat32> sum, Operand<TFloat32> own) {
    if (due == null) {
      return tf.math.add(sum, own);
    }
    SwitchCond<TFloat32> apart = tf.switchCond(sum, due);
    return tf.merge(List.of(apart.outputFalse(), tf.math.add(apart.outputTrue(), own))).output();
  }
}
