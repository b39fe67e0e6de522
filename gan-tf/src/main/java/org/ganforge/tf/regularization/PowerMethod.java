package org.ganforge.tf.regularization;

import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * The power method for the largest singular value of a weight. The weight is treated as a matrix,
 * with some axes as its rows and the others as its columns. A vector has the weight's rank, and
 * length 1 along the axes it does not cover. Products are computed as sums of elementwise products,
 * which reduced precision does not affect.
 *
 * @param shape of the weight
 * @param rows the axes that make up the rows
 */
record PowerMethod(TensorShape shape, List<Integer> rows) {
  /** The least norm that a vector is divided by, PyTorch's default. */
  private static final float EPSILON = 1e-12f;

  /** The vectors u, of the rows, and v, of the columns. */
  record Vectors(Operand<TFloat32> u, Operand<TFloat32> v) {}

  TensorShape shapeOfU() {
    return TensorShape.of(
        IntStream.range(0, shape.rank()).map(i -> rows.contains(i) ? shape.dim(i) : 1).toArray());
  }

  TensorShape shapeOfV() {
    return TensorShape.of(
        IntStream.range(0, shape.rank()).map(i -> rows.contains(i) ? 1 : shape.dim(i)).toArray());
  }

  /** Returns the vectors after this many iterations, at least one, starting from v. */
  Vectors iterate(Ops tf, Operand<TFloat32> weight, Operand<TFloat32> v, int iterations) {
    Operand<TFloat32> constant = tf.stopGradient(weight);
    Operand<TFloat32> left = product(tf, constant, v, false);
    Operand<TFloat32> right = product(tf, constant, left, true);
    for (int i = 1; i < iterations; i++) {
      left = product(tf, constant, right, false);
      right = product(tf, constant, left, true);
    }
    return new Vectors(tf.stopGradient(left), tf.stopGradient(right));
  }

  /** Returns the vectors after this many iterations, at least one, starting from u. */
  Vectors iterateFromRows(Ops tf, Operand<TFloat32> weight, Operand<TFloat32> u, int iterations) {
    Operand<TFloat32> right = product(tf, tf.stopGradient(weight), u, true);
    return iterations == 1
        ? new Vectors(product(tf, tf.stopGradient(weight), right, false), right)
        : iterateFromRows(tf, weight, product(tf, weight, right, false), iterations - 1);
  }

  private Operand<TFloat32> product(
      Ops tf, Operand<TFloat32> weight, Operand<TFloat32> vector, boolean overRows) {
    int[] axes =
        IntStream.range(0, shape.rank()).filter(i -> rows.contains(i) == overRows).toArray();
    return normalized(tf, sum(tf, tf.math.mul(weight, vector), axes));
  }

  /** Returns the vector scaled to length 1. */
  Operand<TFloat32> normalized(Ops tf, Operand<TFloat32> vector) {
    Operand<TFloat32> norm = tf.math.sqrt(sum(tf, tf.math.square(vector), all()));
    return tf.math.div(vector, tf.math.maximum(norm, tf.constant(EPSILON)));
  }

  /** Returns the weight divided by {@link #sigma}. */
  Operand<TFloat32> divided(Ops tf, Operand<TFloat32> weight, Vectors vectors) {
    return tf.math.div(weight, sigma(tf, weight, vectors));
  }

  /**
   * Returns {@code u^T W v}, with the weight's rank and length 1 along each axis; gradients treat
   * the vectors as constants.
   */
  Operand<TFloat32> sigma(Ops tf, Operand<TFloat32> weight, Vectors vectors) {
    Operand<TFloat32> both = tf.stopGradient(tf.math.mul(vectors.u(), vectors.v()));
    return sum(tf, tf.math.mul(weight, both), all());
  }

  private int[] all() {
    return IntStream.range(0, shape.rank()).toArray();
  }

  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> numbers, int[] axes) {
    return tf.reduceSum(numbers, tf.constant(axes), ReduceSum.keepDims(true));
  }
}
