package org.ganforge.tf.objective;

import org.ganforge.KerasVersion;
import org.ganforge.objective.Objective;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One kind of objective as operations on the discriminator's outputs.
 *
 * @param <O> the objective
 */
interface ObjectiveRule<O extends Objective> {
  /** Returns the discriminator's loss on the outputs of one batch. */
  Operand<TFloat32> discriminator(Ops tf, O objective, KerasVersion keras, Scores scores);

  /**
   * Returns the generator's loss on the discriminator's outputs for generated images, and for real
   * ones if the objective is relativistic.
   */
  Operand<TFloat32> generator(Ops tf, O objective, KerasVersion keras, Scores scores);

  /** Returns the scores that accuracy is measured on; by default, the outputs themselves. */
  default Scores judged(Ops tf, Scores scores) {
    return scores;
  }
}
