package org.ganforge.tf.layer;

import org.ganforge.layer.DepthwiseConv2D;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Compiles {@link DepthwiseConv2D}: a convolution with as many groups as channels. */
final class DepthwiseConv2DCompiler implements UnaryLayerCompiler<DepthwiseConv2D> {
  @Override
  public Operand<TFloat32> compile(
      DepthwiseConv2D layer, LayerContext context, Operand<TFloat32> input) {
    Correlations products =
        Correlations.ofChannels(
            context,
            layer.kernelSize(),
            layer.strides(),
            layer.padding(),
            layer.dilationRate(),
            layer.depthMultiplier());
    Operand<TFloat32> output = products.ofChannels(context, input, context.weight("kernel"));
    return context.finished(output, layer.useBias(), layer.activation());
  }
}
