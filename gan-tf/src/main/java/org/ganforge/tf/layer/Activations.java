package org.ganforge.tf.layer;

import org.ganforge.layer.ActivationFunction;
import org.tensorflow.Operand;
import org.tensorflow.framework.activations.GELU;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Applies activation functions, exact in value and gradient. TensorFlow Java's framework also finds
 * them by name, but upper-cases names in the default locale: in Turkish it doesn't find {@code
 * sigmoid}.
 */
public final class Activations {
  private Activations() {}

  /** Returns the function of {@code x}. */
  public static Operand<TFloat32> apply(Ops tf, ActivationFunction function, Operand<TFloat32> x) {
    return switch (function) {
      case LINEAR -> x;
      case RELU -> tf.nn.relu(x);
      case SIGMOID -> tf.math.sigmoid(x);
      case TANH -> tf.math.tanh(x);
      case SOFTMAX -> tf.nn.softmax(x); // one operation; the framework's form for images has five
      case SOFTPLUS -> tf.math.softplus(x);
      case SOFTSIGN -> tf.nn.softsign(x);
      case ELU -> tf.nn.elu(x);
      case SELU -> tf.nn.selu(x);
      case GELU -> GELU.gelu(tf, x);
      case SILU -> tf.math.mul(x, tf.math.sigmoid(x));
      case EXPONENTIAL -> tf.math.exp(x);
    };
  }
}
