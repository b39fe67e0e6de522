package org.ganforge.tf.layer;

import org.ganforge.layer.Padding;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.form.ConvolutionShape;
import org.ganforge.tf.form.Direction;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Compiles {@link SeparableConv2D}: one convolution of each channel, one of each pixel. */
final class SeparableConv2DCompiler implements UnaryLayerCompiler<SeparableConv2D> {
  private static final Size2D ONE = Size2D.of(1);

  @Override
  public Operand<TFloat32> compile(
      SeparableConv2D layer, LayerContext context, Operand<TFloat32> input) {
    Correlations products =
        Correlations.ofChannels(
            context,
            layer.kernelSize(),
            layer.strides(),
            layer.padding(),
            layer.dilationRate(),
            layer.depthMultiplier());
    Operand<TFloat32> depthwise =
        products.ofChannels(context, input, context.weight("depthwise_kernel"));
    TensorShape out = context.outputShape();
    ConvolutionShape points =
        ConvolutionShape.of(
            TensorShape.of(out.dim(0), out.dim(1), products.filters()),
            ONE,
            ONE,
            Padding.VALID,
            layer.filters());
    Operand<TFloat32> output =
        context
            .convolutions()
            .compile(
                context.tf(),
                points,
                Direction.FORWARD,
                depthwise,
                context.weight("pointwise_kernel"));
    return context.finished(output, layer.useBias(), layer.activation());
  }
}
