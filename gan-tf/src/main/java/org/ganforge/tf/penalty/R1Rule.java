package org.ganforge.tf.penalty;

import org.ganforge.penalty.R1;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Rule of {@link R1}. */
final class R1Rule implements PenaltyRule<R1> {
  @Override
  public Operand<TFloat32> compile(R1 penalty, PenaltyContext context) {
    return Slopes.halved(context, context.criticOfReal(), context.realImages(), penalty.gamma());
  }
}
