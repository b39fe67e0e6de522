package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.ELU;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.layer.LayerCompilers;

/**
 * Swaps an activation and the max pooling after it. A function that never falls has its largest
 * value at the largest input, and after pooling only a quarter of the numbers are left to compute
 * it for.
 */
final class PooledActivation implements Rewrite {
  private static final Set<ActivationFunction> NEVER_FALLING =
      Set.of(
          ActivationFunction.RELU,
          ActivationFunction.SIGMOID,
          ActivationFunction.TANH,
          ActivationFunction.SOFTPLUS,
          ActivationFunction.SOFTSIGN,
          ActivationFunction.ELU,
          ActivationFunction.SELU,
          ActivationFunction.EXPONENTIAL);

  @Override
  public Optional<Form> match(List<Layer> layers, TensorShape input) {
    if (layers.size() < 2
        || !(layers.get(1) instanceof MaxPooling2D pool)
        || !neverFalls(layers.get(0))) {
      return Optional.empty();
    }
    Layer activation = layers.get(0);
    return Optional.of(
        new Form(
            2,
            (context, x) ->
                LayerCompilers.compile(
                    activation, context, LayerCompilers.compile(pool, context, x))));
  }

  private static boolean neverFalls(Layer layer) {
    if (layer instanceof Activation activation) {
      return NEVER_FALLING.contains(activation.activation());
    }
    return layer instanceof ELU || (layer instanceof LeakyReLU leaky && leaky.negativeSlope() >= 0);
  }
}
