package org.ganforge.tf.penalty;

import org.ganforge.penalty.Penalty;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * One kind of penalty as operations.
 *
 * @param <P> the penalty
 */
interface PenaltyRule<P extends Penalty> {
  /** Returns the penalty, weighted, as one number. */
  Operand<TFloat32> compile(P penalty, PenaltyContext context);
}
