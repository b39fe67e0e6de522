package org.ganforge.tf.layer;

import org.ganforge.layer.Conv2D;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Compiles {@link Conv2D}. */
final class Conv2DCompiler implements UnaryLayerCompiler<Conv2D> {
  @Override
  public Operand<TFloat32> compile(Conv2D layer, LayerContext context, Operand<TFloat32> input) {
    Correlations products =
        new Correlations(
            layer.kernelSize(),
            layer.strides(),
            layer.padding(),
            layer.dilationRate(),
            layer.filters(),
            layer.groups());
    Operand<TFloat32> output = products.of(context, input, context.weight("kernel"));
    return context.finished(output, layer.useBias(), layer.activation());
  }
}
