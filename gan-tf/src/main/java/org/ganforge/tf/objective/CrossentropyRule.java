package org.ganforge.tf.objective;

import org.ganforge.KerasVersion;
import org.ganforge.objective.BinaryCrossentropy;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Binary cross-entropy as Keras computes it. TensorFlow Java's framework has this loss too, but on
 * saturated probabilities it matches neither Keras 2 nor Keras 3, and it needs three times the
 * operations.
 */
final class CrossentropyRule implements TargetRule<BinaryCrossentropy> {
  private static final float EPSILON = 1e-7f;

  @Override
  public Operand<TFloat32> compare(
      Ops tf,
      BinaryCrossentropy objective,
      KerasVersion keras,
      Operand<TFloat32> targets,
      Operand<TFloat32> outputs) {
    Operand<TFloat32> smoothed = smooth(tf, objective, targets);
    return Scores.mean(
        tf,
        objective.fromLogits()
            ? fromLogits(tf, smoothed, outputs)
            : fromProbabilities(tf, keras, smoothed, outputs));
  }

  /** The saturating form is the discriminator's loss on fakes with its sign reversed. */
  @Override
  public Operand<TFloat32> generator(
      Ops tf, BinaryCrossentropy objective, KerasVersion keras, Scores scores) {
    return objective.saturating()
        ? tf.math.neg(ofFakes(tf, objective, keras, scores, objective.labels().fake()))
        : TargetRule.super.generator(tf, objective, keras, scores);
  }

  private static Operand<TFloat32> smooth(
      Ops tf, BinaryCrossentropy objective, Operand<TFloat32> targets) {
    float s = (float) objective.labelSmoothing();
    return s == 0
        ? targets
        : tf.math.add(tf.math.mul(targets, tf.constant(1 - s)), tf.constant(s / 2));
  }

  /** softplus(x) - t x: no overflow for large scores. */
  private static Operand<TFloat32> fromLogits(
      Ops tf, Operand<TFloat32> targets, Operand<TFloat32> logits) {
    return tf.math.sub(tf.math.softplus(logits), tf.math.mul(logits, targets));
  }

  /** Clips probabilities so that log(p) and log(1 - p) are finite. */
  static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> probabilities) {
    return tf.clipByValue(probabilities, tf.constant(EPSILON), tf.constant(1 - EPSILON));
  }

  private static Operand<TFloat32> fromProbabilities(
      Ops tf, KerasVersion keras, Operand<TFloat32> targets, Operand<TFloat32> outputs) {
    Operand<TFloat32> p = clip(tf, outputs);
    Operand<TFloat32> one = tf.constant(1f);
    boolean add = keras.crossentropyAddsEpsilon();
    Operand<TFloat32> real = add ? tf.math.add(p, tf.constant(EPSILON)) : p;
    // The two constants are added first, as Keras 2 does: near p = 1 the rounding shows in the
    // gradient.
    Operand<TFloat32> fake = tf.math.sub(add ? tf.constant(1f + EPSILON) : one, p);
    Operand<TFloat32> realTerm = tf.math.mul(targets, tf.math.log(real));
    Operand<TFloat32> fakeTerm = tf.math.mul(tf.math.sub(one, targets), tf.math.log(fake));
    return tf.math.neg(tf.math.add(realTerm, fakeTerm));
  }
}
