package org.ganforge.tf.objective;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Categorical cross-entropy of probabilities, as Keras computes it: each row is divided by its sum
 * and clipped to {@code [1e-7, 1 - 1e-7]}.
 */
public final class CategoricalCrossentropyCompiler {
  private CategoricalCrossentropyCompiler() {}

  /**
   * Returns the mean over the batch.
   *
   * @param targets {@code [count, classes]}, each row a distribution
   * @param outputs {@code [count, classes]}, probabilities
   */
  public static Operand<TFloat32> compile(
      Ops tf, Operand<TFloat32> targets, Operand<TFloat32> outputs) {
    Operand<TInt32> classes = tf.constant(1);
    Operand<TFloat32> sums = tf.reduceSum(outputs, classes, ReduceSum.keepDims(true));
    Operand<TFloat32> p = CrossentropyRule.clip(tf, tf.math.div(outputs, sums));
    Operand<TFloat32> terms = tf.math.mul(targets, tf.math.log(p));
    Operand<TFloat32> each = tf.math.neg(tf.reduceSum(terms, classes, new ReduceSum.Options[0]));
    return tf.math.mean(each, tf.constant(0));
  }
}
