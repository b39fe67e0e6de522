package org.ganforge.tf.layer;

import org.ganforge.layer.ActivationFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The functions of {@link Activations}, with gradients that can be differentiated. */
final class SecondOrderActivations {
  /** Selu's constants, as in TensorFlow. */
  private static final float SCALE = (float) 1.0507009873554805;

  private static final float SCALED_ALPHA = (float) 1.7580993408473766;

  private SecondOrderActivations() {}

  /** Returns the function of {@code x}, equal to {@link Activations#apply} to the bit. */
  static Operand<TFloat32> apply(Ops tf, ActivationFunction function, Operand<TFloat32> x) {
    SecondOrder order = new SecondOrder(tf, x);
    Operand<TFloat32> at = order.at();
    return switch (function) {
      case LINEAR -> x;
      case SOFTMAX, EXPONENTIAL -> Activations.apply(tf, function, x); // TensorFlow's suffice
      case RELU -> order.straight(tf.nn.relu(at), above(tf, at));
      case SIGMOID -> {
        Operand<TFloat32> p = tf.math.sigmoid(at);
        yield order.curved(p, slopeOfSigmoid(tf, p), curvatureOfSigmoid(tf, p));
      }
      case TANH -> {
        Operand<TFloat32> t = tf.math.tanh(at);
        Operand<TFloat32> slope = tf.math.sub(tf.constant(1f), tf.math.square(t));
        yield order.curved(t, slope, tf.math.mul(tf.constant(-2f), tf.math.mul(t, slope)));
      }
      case SOFTPLUS -> {
        Operand<TFloat32> p = tf.math.sigmoid(at);
        yield order.curved(tf.math.softplus(at), p, slopeOfSigmoid(tf, p));
      }
      case SOFTSIGN -> softsign(tf, order);
      case ELU -> elu(tf, order);
      case SELU -> selu(tf, order);
      case GELU -> gelu(tf, order);
      case SILU -> tf.math.mul(x, apply(tf, ActivationFunction.SIGMOID, x));
    };
  }

  private static Operand<TFloat32> softsign(Ops tf, SecondOrder order) {
    Operand<TFloat32> at = order.at();
    Operand<TFloat32> root = tf.math.reciprocal(tf.math.add(tf.constant(1f), tf.math.abs(at)));
    Operand<TFloat32> slope = tf.math.square(root);
    Operand<TFloat32> twice = tf.math.mul(tf.constant(-2f), tf.math.sign(at));
    return order.curved(tf.nn.softsign(at), slope, tf.math.mul(twice, tf.math.mul(slope, root)));
  }

  private static Operand<TFloat32> elu(Ops tf, SecondOrder order) {
    Operand<TFloat32> value = tf.nn.elu(order.at());
    Operand<TFloat32> slope = tf.math.add(tf.constant(1f), tf.math.minimum(value, tf.constant(0f)));
    return order.curved(value, slope, tf.math.mul(below(tf, order.at()), slope));
  }

  private static Operand<TFloat32> selu(Ops tf, SecondOrder order) {
    Operand<TFloat32> value = tf.nn.selu(order.at());
    Operand<TFloat32> below = below(tf, order.at());
    Operand<TFloat32> curvature = tf.math.mul(below, tf.math.add(value, tf.constant(SCALED_ALPHA)));
    Operand<TFloat32> straight =
        tf.math.mul(tf.math.sub(tf.constant(1f), below), tf.constant(SCALE));
    return order.curved(value, tf.math.add(curvature, straight), curvature);
  }

  /** The distribution function of the normal distribution times x. */
  private static Operand<TFloat32> gelu(Ops tf, SecondOrder order) {
    Operand<TFloat32> at = order.at();
    Operand<TFloat32> square = tf.math.square(at);
    Operand<TFloat32> half = tf.constant(0.5f);
    Operand<TFloat32> density =
        tf.math.mul(
            tf.constant((float) (1 / Math.sqrt(2 * Math.PI))),
            tf.math.exp(tf.math.neg(tf.math.mul(half, square))));
    Operand<TFloat32> share =
        tf.math.mul(
            half,
            tf.math.add(
                tf.constant(1f),
                tf.math.erf(tf.math.mul(at, tf.constant((float) Math.sqrt(0.5))))));
    return order.curved(
        Activations.apply(tf, ActivationFunction.GELU, at),
        tf.math.add(share, tf.math.mul(at, density)),
        tf.math.mul(density, tf.math.sub(tf.constant(2f), square)));
  }

  private static Operand<TFloat32> slopeOfSigmoid(Ops tf, Operand<TFloat32> p) {
    return tf.math.mul(p, tf.math.sub(tf.constant(1f), p));
  }

  private static Operand<TFloat32> curvatureOfSigmoid(Ops tf, Operand<TFloat32> p) {
    Operand<TFloat32> twice = tf.math.mul(tf.constant(2f), p);
    return tf.math.mul(slopeOfSigmoid(tf, p), tf.math.sub(tf.constant(1f), twice));
  }

  /** Returns 1 above 0 and 0 elsewhere, as in TensorFlow's gradient of relu. */
  private static Operand<TFloat32> above(Ops tf, Operand<TFloat32> at) {
    return tf.dtypes.cast(tf.math.greater(at, tf.constant(0f)), TFloat32.class);
  }

  private static Operand<TFloat32> below(Ops tf, Operand<TFloat32> at) {
    return tf.dtypes.cast(tf.math.less(at, tf.constant(0f)), TFloat32.class);
  }
}
