package org.ganforge.tf.objective;

import org.ganforge.KerasVersion;
import org.ganforge.objective.Wasserstein;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Rule of {@link Wasserstein}. */
final class WassersteinRule implements ObjectiveRule<Wasserstein> {
  @Override
  public Operand<TFloat32> discriminator(
      Ops tf, Wasserstein objective, KerasVersion keras, Scores scores) {
    return scores.sum(tf, r -> tf.math.neg(Scores.mean(tf, r)), f -> Scores.mean(tf, f));
  }

  @Override
  public Operand<TFloat32> generator(
      Ops tf, Wasserstein objective, KerasVersion keras, Scores scores) {
    return tf.math.neg(Scores.mean(tf, scores.fake()));
  }
}
