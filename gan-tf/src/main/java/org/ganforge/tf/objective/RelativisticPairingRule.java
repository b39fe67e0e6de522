package org.ganforge.tf.objective;

import org.ganforge.KerasVersion;
import org.ganforge.objective.RelativisticPairing;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Rule of {@link RelativisticPairing}. */
final class RelativisticPairingRule implements ObjectiveRule<RelativisticPairing> {
  @Override
  public Operand<TFloat32> discriminator(
      Ops tf, RelativisticPairing objective, KerasVersion keras, Scores scores) {
    return Scores.softplus(tf, judged(tf, scores).fake());
  }

  @Override
  public Operand<TFloat32> generator(
      Ops tf, RelativisticPairing objective, KerasVersion keras, Scores scores) {
    return Scores.softplus(tf, judged(tf, scores).real());
  }

  /** Returns how far each score is above its partner's. */
  @Override
  public Scores judged(Ops tf, Scores scores) {
    Operand<TInt32> pairs =
        tf.math.minimum(tf.shape(scores.real()), tf.shape(scores.fake())); // [pairs, 1]
    Operand<TInt32> start = tf.constant(new int[2]);
    Operand<TFloat32> real = tf.slice(scores.real(), start, pairs);
    Operand<TFloat32> fake = tf.slice(scores.fake(), start, pairs);
    return new Scores(tf.math.sub(real, fake), tf.math.sub(fake, real));
  }
}
