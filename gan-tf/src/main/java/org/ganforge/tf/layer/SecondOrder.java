package org.ganforge.tf.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Elementwise functions whose gradient can be differentiated. TensorFlow cannot differentiate the
 * gradients of relu, tanh, sigmoid and others. So a function is replaced by its second-order Taylor
 * polynomial at its own argument, {@code f + d (f' + d f'' / 2)} with {@code d = x - stop(x)}: d is
 * always 0, so the value is exactly f, and the first two derivatives are f' and f''. This needs no
 * custom gradient.
 */
final class SecondOrder {
  private final Ops tf;
  private final Operand<TFloat32> at;
  private final Operand<TFloat32> distance;

  /** Takes the argument. */
  SecondOrder(Ops tf, Operand<TFloat32> x) {
    this.tf = tf;
    this.at = tf.stopGradient(x);
    this.distance = tf.math.sub(x, at);
  }

  /** Returns the argument as a constant, to compute values and derivatives from. */
  Operand<TFloat32> at() {
    return at;
  }

  /** Returns a function without curvature. */
  Operand<TFloat32> straight(Operand<TFloat32> value, Operand<TFloat32> slope) {
    return tf.math.add(value, tf.math.mul(distance, slope));
  }

  /** Returns a function with curvature. */
  Operand<TFloat32> curved(
      Operand<TFloat32> value, Operand<TFloat32> slope, Operand<TFloat32> curvature) {
    Operand<TFloat32> half = tf.math.mul(curvature, tf.constant(0.5f));
    return straight(value, tf.math.add(slope, tf.math.mul(distance, half)));
  }

  /** Returns 1 over the square root of x. */
  static Operand<TFloat32> rsqrt(Ops tf, Operand<TFloat32> x) {
    SecondOrder order = new SecondOrder(tf, x);
    Operand<TFloat32> root = tf.math.rsqrt(order.at());
    Operand<TFloat32> square = tf.math.square(root);
    Operand<TFloat32> slope = tf.math.mul(tf.constant(-0.5f), tf.math.mul(root, square));
    return order.curved(root, slope, tf.math.mul(tf.constant(-1.5f), tf.math.mul(slope, square)));
  }
}
