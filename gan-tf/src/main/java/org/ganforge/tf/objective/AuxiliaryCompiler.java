package org.ganforge.tf.objective;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The cross-entropy between labels and the outputs of an auxiliary classifier.
 *
 * @param classes the number of classes
 * @param probabilities whether the outputs are probabilities; otherwise they are logits
 */
public record AuxiliaryCompiler(int classes, boolean probabilities) {
  private static final ReduceSum.Options KEEP = ReduceSum.keepDims(true);

  /**
   * Returns the cross-entropy of each image, {@code [count, 1]}.
   *
   * @param labels the numbers of the classes, {@code [count, 1]}
   * @param outputs {@code [count, classes]}
   */
  public Operand<TFloat32> each(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> outputs) {
    Operand<TFloat32> targets =
        tf.oneHot(flat(tf, labels), tf.constant(classes), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> logs = probabilities ? logarithms(tf, outputs) : tf.nn.logSoftmax(outputs);
    return tf.math.neg(tf.reduceSum(tf.math.mul(targets, logs), tf.constant(1), KEEP));
  }

  /** As Keras computes it: each row is divided by its sum, and clipped. */
  private static Operand<TFloat32> logarithms(Ops tf, Operand<TFloat32> outputs) {
    Operand<TFloat32> sums = tf.reduceSum(outputs, tf.constant(1), KEEP);
    return tf.math.log(CrossentropyRule.clip(tf, tf.math.div(outputs, sums)));
  }

  /** Returns the mean of cross-entropies, each multiplied by its image's weight. */
  public static Operand<TFloat32> weighted(
      Ops tf, Operand<TFloat32> each, Operand<TFloat32> weights) {
    return Scores.mean(tf, tf.math.mul(each, weights));
  }

  /** Returns the mean cross-entropy and the share of images classified correctly, {@code [2]}. */
  public Operand<TFloat32> metrics(
      Ops tf, Operand<TFloat32> each, Operand<TFloat32> labels, Operand<TFloat32> outputs) {
    Operand<TInt64> predicted = tf.math.argMax(outputs, tf.constant(1));
    Operand<TInt64> wanted = tf.dtypes.cast(flat(tf, labels), TInt64.class);
    Operand<TFloat32> right = tf.dtypes.cast(tf.math.equal(predicted, wanted), TFloat32.class);
    return tf.stack(List.of(Scores.mean(tf, each), tf.math.mean(right, tf.constant(0))));
  }

  private static Operand<TInt32> flat(Ops tf, Operand<TFloat32> labels) {
    return tf.dtypes.cast(tf.reshape(labels, tf.constant(new int[] {-1})), TInt32.class);
  }
}
