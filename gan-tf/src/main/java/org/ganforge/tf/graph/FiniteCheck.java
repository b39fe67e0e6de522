package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Checks that an update consists of finite numbers. It looks at gradients before clipping, which
 * would make an infinite one finite, and at weights, since an infinite one can hide behind a
 * saturated activation.
 */
final class FiniteCheck {
  private FiniteCheck() {}

  /**
   * Returns an operation that fails, with {@code label} in its message, unless all numbers are
   * finite. It checks a sum of squares, which reads each number once and is finite exactly if every
   * number is and none exceeds the square root of float32's maximum, 1.8e19.
   */
  static Op of(
      Ops tf,
      String label,
      Operand<TFloat32> loss,
      Collection<Operand<TFloat32>> gradients,
      Collection<Operand<TFloat32>> weights) {
    List<Operand<TFloat32>> terms = new ArrayList<>();
    terms.add(loss);
    gradients.forEach(gradient -> terms.add(tf.nn.l2Loss(gradient)));
    weights.forEach(weight -> terms.add(tf.nn.l2Loss(weight)));
    return tf.debugging.checkNumerics(tf.math.addN(terms), label);
  }
}
