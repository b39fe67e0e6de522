package org.ganforge.tf.penalty;

import org.ganforge.penalty.R2;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Rule of {@link R2}. */
final class R2Rule implements PenaltyRule<R2> {
  @Override
  public Operand<TFloat32> compile(R2 penalty, PenaltyContext context) {
    return Slopes.halved(context, context.criticOfFake(), context.fakeImages(), penalty.gamma());
  }
}
