package org.ganforge.tf.objective;

import org.ganforge.KerasVersion;
import org.ganforge.objective.Objective;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The mean of squared differences from the targets. */
final class SquaresRule<O extends Objective> implements TargetRule<O> {
  @Override
  public Operand<TFloat32> compare(
      Ops tf,
      O objective,
      KerasVersion keras,
      Operand<TFloat32> targets,
      Operand<TFloat32> outputs) {
    return Scores.mean(tf, tf.math.squaredDifference(outputs, targets));
  }
}
