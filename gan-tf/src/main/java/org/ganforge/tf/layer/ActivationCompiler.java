package org.ganforge.tf.layer;

import org.ganforge.layer.Activation;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Compiles {@link Activation}. */
final class ActivationCompiler implements UnaryLayerCompiler<Activation> {
  @Override
  public Operand<TFloat32> compile(
      Activation layer, LayerContext context, Operand<TFloat32> input) {
    return context.activated(layer.activation(), input);
  }
}
