package org.ganforge.tf.objective;

import org.ganforge.KerasVersion;
import org.ganforge.objective.Hinge;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Rule of {@link Hinge}. */
final class HingeRule implements ObjectiveRule<Hinge> {
  @Override
  public Operand<TFloat32> discriminator(
      Ops tf, Hinge objective, KerasVersion keras, Scores scores) {
    return scores.sum(tf, r -> hinge(tf, tf.math.neg(r)), f -> hinge(tf, f));
  }

  @Override
  public Operand<TFloat32> generator(Ops tf, Hinge objective, KerasVersion keras, Scores scores) {
    return tf.math.neg(Scores.mean(tf, scores.fake()));
  }

  private static Operand<TFloat32> hinge(Ops tf, Operand<TFloat32> scores) {
    return Scores.mean(tf, tf.nn.relu(tf.math.add(tf.constant(1f), scores)));
  }
}
