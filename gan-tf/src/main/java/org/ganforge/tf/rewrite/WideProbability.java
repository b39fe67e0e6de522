package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.layer.LayerCompilers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A sigmoid of scores, and the loss after it, in float32 where the rest is computed in shorter
 * numbers. The largest bfloat16 below 1 is 0.996: what is surer than that would be rounded to
 * certainty, whose cross-entropy and gradient are not finite.
 */
final class WideProbability implements Rewrite {
  @Override
  public Optional<Form> match(List<Layer> layers, TensorShape input) {
    Layer layer = layers.get(0);
    if (input.rank() != 1) {
      return Optional.empty(); // pixels, which no loss sees
    }
    if (layer instanceof Dense dense && dense.activation() == ActivationFunction.SIGMOID) {
      Dense linear = dense.withActivation(ActivationFunction.LINEAR);
      return Optional.of(
          new Form(
              1,
              (context, x) -> sigmoid(context.tf(), LayerCompilers.compile(linear, context, x))));
    }
    return layer instanceof Activation activation
            && activation.activation() == ActivationFunction.SIGMOID
        ? Optional.of(new Form(1, (context, x) -> sigmoid(context.tf(), x)))
        : Optional.empty();
  }

  /**
   * TensorFlow shortens the numbers of every operation between two products but for those on a list
   * and what comes after them. A power is on the list, and the first changes nothing.
   */
  private static Operand<TFloat32> sigmoid(Ops tf, Operand<TFloat32> x) {
    return tf.math.sigmoid(tf.math.pow(x, tf.constant(1f)));
  }
}
