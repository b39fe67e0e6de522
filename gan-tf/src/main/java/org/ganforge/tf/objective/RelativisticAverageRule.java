package org.ganforge.tf.objective;

import org.ganforge.KerasVersion;
import org.ganforge.objective.RelativisticAverage;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Rule of {@link RelativisticAverage}. */
final class RelativisticAverageRule implements ObjectiveRule<RelativisticAverage> {
  @Override
  public Operand<TFloat32> discriminator(
      Ops tf, RelativisticAverage objective, KerasVersion keras, Scores scores) {
    return judged(tf, scores)
        .sum(tf, r -> Scores.softplus(tf, tf.math.neg(r)), f -> Scores.softplus(tf, f));
  }

  @Override
  public Operand<TFloat32> generator(
      Ops tf, RelativisticAverage objective, KerasVersion keras, Scores scores) {
    return judged(tf, scores)
        .sum(tf, r -> Scores.softplus(tf, r), f -> Scores.softplus(tf, tf.math.neg(f)));
  }

  /** Returns how far each score is above the mean of the other kind. */
  @Override
  public Scores judged(Ops tf, Scores scores) {
    Operand<TFloat32> real = scores.real();
    Operand<TFloat32> fake = scores.fake();
    return new Scores(
        tf.math.sub(real, scores.meanOfAll(tf, fake)),
        tf.math.sub(fake, scores.meanOfAll(tf, real)));
  }
}
