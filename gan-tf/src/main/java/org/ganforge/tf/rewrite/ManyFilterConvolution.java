package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.layer.Activations;
import org.ganforge.tf.layer.LayerContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution of stride 1 with many channels and filters in its {@link WinogradConvolution} form.
 */
final class ManyFilterConvolution implements Rewrite {
  @Override
  public Optional<Form> match(List<Layer> layers, TensorShape input) {
    if (!(layers.get(0) instanceof Conv2D conv)
        || !conv.strides().isOne()
        || !conv.dilationRate().isOne()
        || conv.groups() != 1) {
      return Optional.empty();
    }
    TapReach rows = TapReach.of(conv.padding(), input.dim(0), conv.kernelSize().rows());
    TapReach columns = TapReach.of(conv.padding(), input.dim(1), conv.kernelSize().columns());
    return WinogradConvolution.of(rows, columns, input.dim(2), conv.filters())
        .map(winograd -> new Form(1, (context, x) -> compile(conv, winograd, context, x)));
  }

  private static Operand<TFloat32> compile(
      Conv2D conv, WinogradConvolution winograd, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    Operand<TFloat32> output = winograd.compile(tf, input, context.weight("kernel"));
    if (conv.useBias()) {
      output = tf.nn.biasAdd(output, context.weight("bias"));
    }
    return Activations.apply(tf, conv.activation(), output);
  }
}
