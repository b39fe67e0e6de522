package org.ganforge.tf.noise;

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
  private NoiseCompiler() {}

  /** Returns independent draws of the given shape under a stateless seed. */
  public static Operand<TFloat32> compile(
      Ops tf, Noise noise, Operand<TInt32> shape, Operand<TInt64> seed) {
    if (noise instanceof Uniform uniform) {
      return uniform(tf, shape, seed, uniform.minval(), uniform.maxval());
    }
    if (noise instanceof Normal normal) {
      Operand<TFloat32> z = tf.random.statelessRandomNormal(shape, seed, TFloat32.class);
      return tf.math.add(
          tf.math.mul(z, tf.constant((float) normal.stddev())), tf.constant((float) normal.mean()));
    }
    if (noise instanceof Semicircle semicircle) {
      return semicircle(tf, shape, seed, semicircle.radius());
    }
    throw new AssertionError(noise);
  }

  private static Operand<TFloat32> uniform(
      Ops tf, Operand<TInt32> shape, Operand<TInt64> seed, double low, double high) {
    Operand<TFloat32> unit = tf.random.statelessRandomUniform(shape, seed, TFloat32.class);
    return tf.math.add(
        tf.math.mul(unit, tf.constant((float) (high - low))), tf.constant((float) low));
  }

  /** The x coordinate of a point drawn evenly from a disc: radius sqrt(u), angle 2 pi v. */
  private static Operand<TFloat32> semicircle(
      Ops tf, Operand<TInt32> shape, Operand<TInt64> seed, double radius) {
    Operand<TInt64> otherSeed = tf.math.add(seed, tf.constant(new long[] {1, 0}));
    Operand<TFloat32> distance =
        tf.math.sqrt(tf.random.statelessRandomUniform(shape, seed, TFloat32.class));
    Operand<TFloat32> angle = uniform(tf, shape, otherSeed, 0, 2 * Math.PI);
    return tf.math.mul(tf.math.mul(distance, tf.math.cos(angle)), tf.constant((float) radius));
  }
}
