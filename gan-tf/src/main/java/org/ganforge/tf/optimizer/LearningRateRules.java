package org.ganforge.tf.optimizer;

import java.util.Map;
import org.ganforge.optimizer.ConstantRate;
import org.ganforge.optimizer.CosineDecay;
import org.ganforge.optimizer.ExponentialDecay;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.LearningRate;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The table of learning rates, each computed in float32 and in Keras' order of operations. */
final class LearningRateRules {
  private static final Map<Class<?>, Rule<?>> TABLE =
      Map.ofEntries(
          row(ConstantRate.class, (tf, rate, done) -> tf.constant((float) rate.value())),
          row(CosineDecay.class, LearningRateRules::cosine),
          row(ExponentialDecay.class, LearningRateRules::exponential),
          row(InverseTimeDecay.class, LearningRateRules::inverseTime));

  private LearningRateRules() {}

  /** Computes a learning rate. */
  private interface Rule<L extends LearningRate> {
    Operand<TFloat32> compile(Ops tf, L rate, Operand<TFloat32> done);
  }

  private static <L extends LearningRate> Map.Entry<Class<?>, Rule<?>> row(
      Class<L> rate, Rule<L> rule) {
    return Map.entry(rate, rule);
  }

  /**
   * Returns the learning rate of an update.
   *
   * @param done how many updates came before it
   */
  @SuppressWarnings("unchecked") // row() pairs each class with its own rule
  static <L extends LearningRate> Operand<TFloat32> compile(
      Ops tf, L rate, Operand<TFloat32> done) {
    Rule<L> rule = (Rule<L>) TABLE.get(rate.getClass());
    if (rule == null) {
      throw new IllegalStateException("no rule for " + rate);
    }
    return rule.compile(tf, rate, done);
  }

  /** Returns whether a kind of learning rate has a row. */
  static boolean covers(Class<?> rate) {
    return TABLE.containsKey(rate);
  }

  private static Operand<TFloat32> cosine(Ops tf, CosineDecay rate, Operand<TFloat32> done) {
    Double target = rate.warmupTarget();
    if (target == null) {
      return falling(tf, rate, rate.initialLearningRate(), done);
    }
    Operand<TFloat32> warmup = tf.constant((float) rate.warmupSteps());
    Operand<TFloat32> rising =
        tf.math.add(
            tf.math.mul(
                tf.constant(target.floatValue() - (float) rate.initialLearningRate()),
                tf.math.div(done, warmup)),
            tf.constant((float) rate.initialLearningRate()));
    return tf.select(
        tf.math.less(done, warmup), rising, falling(tf, rate, target, tf.math.sub(done, warmup)));
  }

  private static Operand<TFloat32> falling(
      Ops tf, CosineDecay rate, double from, Operand<TFloat32> done) {
    Operand<TFloat32> steps = tf.constant((float) rate.decaySteps());
    Operand<TFloat32> progress = tf.math.div(tf.math.minimum(done, steps), steps);
    Operand<TFloat32> wave = tf.math.cos(tf.math.mul(tf.constant((float) Math.PI), progress));
    Operand<TFloat32> half = tf.math.mul(tf.constant(0.5f), tf.math.add(tf.constant(1f), wave));
    Operand<TFloat32> part =
        tf.math.add(
            tf.math.mul(tf.constant((float) (1 - rate.alpha())), half),
            tf.constant((float) rate.alpha()));
    return tf.math.mul(tf.constant((float) from), part);
  }

  private static Operand<TFloat32> exponential(
      Ops tf, ExponentialDecay rate, Operand<TFloat32> done) {
    Operand<TFloat32> progress = progress(tf, done, rate.decaySteps(), rate.staircase());
    return tf.math.mul(
        tf.constant((float) rate.initialLearningRate()),
        tf.math.pow(tf.constant((float) rate.decayRate()), progress));
  }

  private static Operand<TFloat32> inverseTime(
      Ops tf, InverseTimeDecay rate, Operand<TFloat32> done) {
    Operand<TFloat32> progress = progress(tf, done, rate.decaySteps(), rate.staircase());
    Operand<TFloat32> grown = tf.math.mul(tf.constant((float) rate.decayRate()), progress);
    return tf.math.div(
        tf.constant((float) rate.initialLearningRate()), tf.math.add(tf.constant(1f), grown));
  }

  private static Operand<TFloat32> progress(
      Ops tf, Operand<TFloat32> done, int decaySteps, boolean staircase) {
    Operand<TFloat32> progress = tf.math.div(done, tf.constant((float) decaySteps));
    return staircase ? tf.math.floor(progress) : progress;
  }
}
