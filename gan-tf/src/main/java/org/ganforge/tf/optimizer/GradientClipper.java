package org.ganforge.tf.optimizer;

import java.util.List;
import org.ganforge.optimizer.GradientClipping;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Clips gradients before an update, as Keras does: by element, by each variable's norm, or by their
 * joint norm.
 */
final class GradientClipper {
  private GradientClipper() {}

  static List<Operand<TFloat32>> clip(
      Ops tf, GradientClipping clipping, List<Operand<TFloat32>> gradients) {
    if (gradients.isEmpty()) {
      return gradients;
    }
    Double value = clipping.clipvalue();
    if (value != null) {
      Operand<TFloat32> low = tf.constant((float) -value);
      Operand<TFloat32> high = tf.constant(value.floatValue());
      return gradients.stream().<Operand<TFloat32>>map(g -> tf.clipByValue(g, low, high)).toList();
    }
    Double norm = clipping.clipnorm();
    if (norm != null) {
      return gradients.stream()
          .map(g -> scale(tf, g, tf.math.sqrt(squaredNorm(tf, g)), norm))
          .toList();
    }
    Double globalNorm = clipping.globalClipnorm();
    if (globalNorm != null) {
      List<Operand<TFloat32>> squares = gradients.stream().map(g -> squaredNorm(tf, g)).toList();
      // Added one by one: AddN's order of summation depends on which buffers happen to be free.
      Operand<TFloat32> sum = squares.get(0);
      for (Operand<TFloat32> square : squares.subList(1, squares.size())) {
        sum = tf.math.add(sum, square);
      }
      Operand<TFloat32> joint = tf.math.sqrt(sum);
      return gradients.stream().map(g -> scale(tf, g, joint, globalNorm)).toList();
    }
    return gradients;
  }

  /** L2Loss is half the sum of squares, in one pass for every shape. */
  private static Operand<TFloat32> squaredNorm(Ops tf, Operand<TFloat32> gradient) {
    return tf.math.mul(tf.nn.l2Loss(gradient), tf.constant(2f));
  }

  private static Operand<TFloat32> scale(
      Ops tf, Operand<TFloat32> gradient, Operand<TFloat32> norm, double limit) {
    Operand<TFloat32> most = tf.constant((float) limit);
    return tf.math.mul(gradient, tf.math.div(most, tf.math.maximum(norm, most)));
  }
}
