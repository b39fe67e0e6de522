package org.ganforge.tf.objective;

import org.ganforge.KerasVersion;
import org.ganforge.objective.Objective;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An objective that compares each output with a target.
 *
 * @param <O> the objective
 */
interface TargetRule<O extends Objective> extends ObjectiveRule<O> {
  /** Returns the mean loss of outputs against targets of the same shape. */
  Operand<TFloat32> compare(
      Ops tf,
      O objective,
      KerasVersion keras,
      Operand<TFloat32> targets,
      Operand<TFloat32> outputs);

  @Override
  default Operand<TFloat32> discriminator(Ops tf, O objective, KerasVersion keras, Scores scores) {
    return compare(
        tf, objective, keras, scores.targets(tf, objective.targets()), scores.joined(tf));
  }

  @Override
  default Operand<TFloat32> generator(Ops tf, O objective, KerasVersion keras, Scores scores) {
    return ofFakes(tf, objective, keras, scores, objective.targets().adversarial());
  }

  /** Returns the mean loss of the outputs for generated images against one target. */
  default Operand<TFloat32> ofFakes(
      Ops tf, O objective, KerasVersion keras, Scores scores, double target) {
    Operand<TFloat32> fake = scores.fake();
    return compare(
        tf, objective, keras, tf.fill(tf.shape(fake), tf.constant((float) target)), fake);
  }
}
