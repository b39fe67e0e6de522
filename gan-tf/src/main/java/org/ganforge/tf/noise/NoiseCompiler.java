package org.ganforge.tf.noise;

import java.util.Map;
import org.ganforge.noise.Noise;
import org.ganforge.noise.Normal;
import org.ganforge.noise.Semicircle;
import org.ganforge.noise.Uniform;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Turns a noise distribution into operations. */
public final class NoiseCompiler {
  private static final Map<Class<?>, Rule<?>> TABLE =
      Map.ofEntries(
          row(Normal.class, NoiseCompiler::normal),
          row(Semicircle.class, NoiseCompiler::semicircle),
          row(
              Uniform.class,
              (tf, noise, shape, seed, rows) ->
                  uniform(tf, shape, seed, rows, noise.minval(), noise.maxval())));

  private NoiseCompiler() {}

  /** Draws from one kind of distribution. */
  private interface Rule<N extends Noise> {
    Operand<TFloat32> draw(Ops tf, N noise, Operand<TInt32> shape, Operand<TInt64> seed, Rows rows);
  }

  private static <N extends Noise> Map.Entry<Class<?>, Rule<?>> row(Class<N> noise, Rule<N> rule) {
    return Map.entry(noise, rule);
  }

  /** Returns independent draws of the given shape under a stateless seed. */
  public static <N extends Noise> Operand<TFloat32> compile(
      Ops tf, N noise, Operand<TInt32> shape, Operand<TInt64> seed) {
    return compile(tf, noise, shape, seed, Rows.all());
  }

  /**
   * Returns independent draws under a stateless seed.
   *
   * @param shape of the given rows
   */
  @SuppressWarnings("unchecked") // row() pairs each class with its own rule
  public static <N extends Noise> Operand<TFloat32> compile(
      Ops tf, N noise, Operand<TInt32> shape, Operand<TInt64> seed, Rows rows) {
    Rule<N> rule = (Rule<N>) TABLE.get(noise.getClass());
    if (rule == null) {
      throw new IllegalStateException("no rule for " + noise);
    }
    return rule.draw(tf, noise, shape, seed, rows);
  }

  /** Returns whether a kind of noise has a row. */
  static boolean covers(Class<?> noise) {
    return TABLE.containsKey(noise);
  }

  private static Operand<TFloat32> normal(
      Ops tf, Normal normal, Operand<TInt32> shape, Operand<TInt64> seed, Rows rows) {
    Operand<TFloat32> z = rows.normal(tf, shape, seed);
    return tf.math.add(
        tf.math.mul(z, tf.constant((float) normal.stddev())), tf.constant((float) normal.mean()));
  }

  private static Operand<TFloat32> uniform(
      Ops tf, Operand<TInt32> shape, Operand<TInt64> seed, Rows rows, double low, double high) {
    Operand<TFloat32> unit = rows.uniform(tf, shape, seed);
    return tf.math.add(
        tf.math.mul(unit, tf.constant((float) (high - low))), tf.constant((float) low));
  }

  /** The x coordinate of a point drawn evenly from a disc: radius sqrt(u), angle 2 pi v. */
  private static Operand<TFloat32> semicircle(
      Ops tf, Semicircle semicircle, Operand<TInt32> shape, Operand<TInt64> seed, Rows rows) {
    Operand<TInt64> otherSeed = tf.math.add(seed, tf.constant(new long[] {1, 0}));
    Operand<TFloat32> distance = tf.math.sqrt(rows.uniform(tf, shape, seed));
    Operand<TFloat32> angle = uniform(tf, shape, otherSeed, rows, 0, 2 * Math.PI);
    return tf.math.mul(
        tf.math.mul(distance, tf.math.cos(angle)), tf.constant((float) semicircle.radius()));
  }
}
