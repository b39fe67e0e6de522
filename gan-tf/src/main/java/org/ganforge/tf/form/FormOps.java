package org.ganforge.tf.form;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.family.TNumber;

/**
 * The operations that forms are made of, in one type of numbers. None of them asks an operand for
 * its shape.
 *
 * @param tf builds operations
 * @param type the numbers
 */
record FormOps<T extends TNumber>(Ops tf, Class<T> type) {
  Operand<T> reshape(Operand<T> values, long... shape) {
    return tf.reshape(
        values, tf.constant(Arrays.stream(shape).mapToInt(Math::toIntExact).toArray()));
  }

  Operand<T> transpose(Operand<T> values, int... order) {
    return tf.linalg.transpose(values, tf.constant(order));
  }

  /** Returns a part; a size of -1 takes everything that is left. */
  Operand<T> slice(Operand<T> values, int[] begin, int[] size) {
    return tf.slice(values, tf.constant(begin), tf.constant(size));
  }

  /**
   * Returns the values with zeros around them. A negative number of zeros after them cuts values
   * off.
   *
   * @param sizes of the values along each axis, -1 if unknown
   * @param before zeros before them along each axis
   * @param after zeros after them along each axis
   */
  Operand<T> pad(Operand<T> values, int[] sizes, int[] before, int[] after) {
    int[] kept = sizes.clone();
    int[][] zeros = new int[sizes.length][2];
    for (int i = 0; i < sizes.length; i++) {
      kept[i] = after[i] < 0 ? sizes[i] + after[i] : sizes[i];
      zeros[i] = new int[] {before[i], Math.max(0, after[i])};
    }
    Operand<T> cut =
        Arrays.equals(kept, sizes) ? values : slice(values, new int[sizes.length], kept);
    boolean none = Arrays.stream(zeros).allMatch(axis -> axis[0] == 0 && axis[1] == 0);
    return none ? cut : tf.pad(cut, tf.constant(zeros), zero());
  }

  private Operand<T> zero() {
    return tf.dtypes.cast(tf.constant(0f), type);
  }

  Operand<T> zeros(int... shape) {
    return tf.fill(tf.constant(shape), zero());
  }

  Operand<T> concat(List<Operand<T>> parts, int axis) {
    return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(axis));
  }

  List<Operand<T>> split(Operand<T> values, int axis, int parts) {
    return List.copyOf(tf.split(tf.constant(axis), values, (long) parts).output());
  }

  /** Returns the values reversed along axes. */
  Operand<T> reverse(Operand<T> values, int... axes) {
    return tf.reverse(values, tf.constant(axes));
  }

  Operand<T> product(Operand<T> left, Operand<T> right) {
    return tf.linalg.matMul(left, right);
  }

  /** Returns left' times right. */
  Operand<T> productOfTurnedLeft(Operand<T> left, Operand<T> right) {
    return tf.linalg.matMul(left, right, MatMul.transposeA(true));
  }

  /** Returns left times right'. */
  Operand<T> productOfTurnedRight(Operand<T> left, Operand<T> right) {
    return tf.linalg.matMul(left, right, MatMul.transposeB(true));
  }

  /**
   * Returns the product of each pair of matrices. TensorFlow Java's own method makes a
   * BatchMatMulV3, which oneDNN doesn't implement; it takes two to four times as long.
   *
   * @param turned whether to compute left' times right
   */
  Operand<T> products(Operand<T> left, boolean turned, Operand<T> right) {
    Scope scope = tf.scope();
    return scope
        .env()
        .opBuilder("BatchMatMulV2", scope.makeOpName("BatchMatMulV2"), scope)
        .addInput(left.asOutput())
        .addInput(right.asOutput())
        .setAttr("adj_x", turned)
        .setAttr("adj_y", false)
        .build()
        .<T>output(0);
  }

  /** Returns the elementwise product, with axes of length 1 broadcast. */
  Operand<T> times(Operand<T> some, Operand<T> others) {
    return tf.math.mul(some, others);
  }

  /** Returns the sums along axes, which are removed. */
  Operand<T> sum(Operand<T> values, int... axes) {
    return tf.sum(values, tf.constant(axes));
  }

  /**
   * Returns the sum of two tensors. Forms never add more at once: AddN's order depends on which
   * buffers happen to be free, so each run would round differently.
   */
  Operand<T> add(Operand<T> some, Operand<T> others) {
    return tf.math.add(some, others);
  }

  /** Returns constant numbers. */
  Operand<T> constant(float[][] values) {
    return tf.dtypes.cast(tf.constant(values), type);
  }
}
