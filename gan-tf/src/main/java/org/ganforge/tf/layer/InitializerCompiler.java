package org.ganforge.tf.layer;

import java.util.List;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.framework.initializers.Constant;
import org.tensorflow.framework.initializers.RandomNormal;
import org.tensorflow.framework.initializers.RandomUniform;
import org.tensorflow.framework.initializers.TruncatedNormal;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.Qr;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Turns an initializer into the operations of a variable's first value. Simple distributions come
 * from TensorFlow Java's framework; the limits of scaled ones are computed here, since the
 * framework miscounts the fans of kernels.
 */
public final class InitializerCompiler {
  /** The standard deviation of a standard normal truncated at two deviations. */
  private static final double TRUNCATED_STDDEV = 0.8796256610342398;

  private InitializerCompiler() {}

  /** Returns the first value of a variable; the same seed and shape give the same bits. */
  public static Operand<TFloat32> compile(
      Ops tf, Initializer initializer, TensorShape shape, long seed) {
    double fanOut = shape.dim(-1) * receptiveField(shape);
    double fanIn = shape.rank() > 1 ? shape.dim(-2) * receptiveField(shape) : fanOut;
    if (initializer instanceof Initializer.Zeros) {
      return constant(tf, 0, shape);
    } else if (initializer instanceof Initializer.Ones) {
      return constant(tf, 1, shape);
    } else if (initializer instanceof Initializer.Constant constant) {
      return constant(tf, constant.value(), shape);
    } else if (initializer instanceof Initializer.RandomNormal normal) {
      return new RandomNormal<TFloat32>(normal.mean(), normal.stddev(), seed)
          .call(tf, dims(tf, shape), TFloat32.class);
    } else if (initializer instanceof Initializer.RandomUniform uniform) {
      return uniform(tf, uniform.minval(), uniform.maxval(), shape, seed);
    } else if (initializer instanceof Initializer.TruncatedNormal normal) {
      return truncatedNormal(tf, normal.mean(), normal.stddev(), shape, seed);
    } else if (initializer instanceof Initializer.GlorotUniform) {
      double limit = Math.sqrt(6 / (fanIn + fanOut));
      return uniform(tf, -limit, limit, shape, seed);
    } else if (initializer instanceof Initializer.HeUniform) {
      double limit = Math.sqrt(6 / fanIn);
      return uniform(tf, -limit, limit, shape, seed);
    } else if (initializer instanceof Initializer.GlorotNormal) {
      double stddev = Math.sqrt(2 / (fanIn + fanOut)) / TRUNCATED_STDDEV;
      return truncatedNormal(tf, 0, stddev, shape, seed);
    } else if (initializer instanceof Initializer.HeNormal) {
      double stddev = Math.sqrt(2 / fanIn) / TRUNCATED_STDDEV;
      return truncatedNormal(tf, 0, stddev, shape, seed);
    } else if (initializer instanceof Initializer.Orthogonal orthogonal) {
      return orthogonal(tf, orthogonal.gain(), shape, seed);
    } else if (initializer instanceof Initializer.Identity identity) {
      return identity(tf, identity.gain(), shape);
    }
    throw new AssertionError(initializer);
  }

  private static double receptiveField(TensorShape shape) {
    double field = 1;
    for (int i = 0; i < shape.rank() - 2; i++) {
      field *= shape.dim(i);
    }
    return field;
  }

  private static Operand<TInt64> dims(Ops tf, TensorShape shape) {
    return tf.constant(shape.dims().stream().mapToLong(Integer::longValue).toArray());
  }

  private static Operand<TFloat32> constant(Ops tf, double value, TensorShape shape) {
    return new Constant<TFloat32>(value).call(tf, dims(tf, shape), TFloat32.class);
  }

  private static Operand<TFloat32> uniform(
      Ops tf, double low, double high, TensorShape shape, long seed) {
    return new RandomUniform<TFloat32>(low, high, seed).call(tf, dims(tf, shape), TFloat32.class);
  }

  private static Operand<TFloat32> truncatedNormal(
      Ops tf, double mean, double stddev, TensorShape shape, long seed) {
    return new TruncatedNormal<TFloat32>(mean, stddev, seed)
        .call(tf, dims(tf, shape), TFloat32.class);
  }

  private static Operand<TFloat32> identity(Ops tf, double gain, TensorShape shape) {
    float[][] values = new float[shape.dim(0)][shape.dim(1)];
    for (int i = 0; i < Math.min(shape.dim(0), shape.dim(1)); i++) {
      values[i][i] = (float) gain;
    }
    return tf.constant(values);
  }

  /** The Q of a random tall matrix with its signs made unique, transposed if the shape is wide. */
  private static Operand<TFloat32> orthogonal(Ops tf, double gain, TensorShape shape, long seed) {
    long columns = shape.dim(-1);
    long rows = shape.size() / columns;
    Operand<TInt64> tall =
        tf.constant(new long[] {Math.max(rows, columns), Math.min(rows, columns)});
    Operand<TInt64> seeds = tf.stack(List.of(tf.constant(seed), tf.constant(0L)));
    Operand<TFloat32> normal = tf.random.statelessRandomNormal(tall, seeds, TFloat32.class);
    Qr<TFloat32> qr = tf.linalg.qr(normal, Qr.fullMatrices(false));
    Operand<TFloat32> diagonal = tf.linalg.matrixDiagPart(qr.r(), tf.constant(0), tf.constant(0f));
    Operand<TFloat32> q = tf.math.mul(qr.q(), tf.math.sign(diagonal));
    if (rows < columns) {
      q = tf.linalg.transpose(q, tf.constant(new int[] {1, 0}));
    }
    return tf.reshape(tf.math.mul(q, tf.constant((float) gain)), dims(tf, shape));
  }
}
