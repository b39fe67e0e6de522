package org.ganforge.tf.layer;

import java.util.Locale;
import org.ganforge.layer.ActivationFunction;
import org.tensorflow.Operand;
import org.tensorflow.framework.activations.Activation;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Applies activation functions: TensorFlow's framework has them all, exact in value and gradient.
 */
public final class Activations {
  private Activations() {}

  /** Returns the function of {@code x}. */
  public static Operand<TFloat32> apply(Ops tf, ActivationFunction function, Operand<TFloat32> x) {
    return switch (function) {
      case LINEAR -> x;
      case SOFTMAX -> tf.nn.softmax(x); // one operation; the framework's form for images has five
      case SILU -> tf.math.mul(x, tf.math.sigmoid(x)); // the framework knows it as swish
      default -> Activation.create(function.name().toLowerCase(Locale.ROOT)).call(tf, x);
    };
  }
}
