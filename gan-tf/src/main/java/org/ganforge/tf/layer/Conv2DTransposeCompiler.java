package org.ganforge.tf.layer;

import java.util.List;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Compiles {@link Conv2DTranspose}: the gradient of a convolution with respect to its input. Taps
 * that lie apart become a kernel with zeros in between, since TensorFlow's own dilation has a wrong
 * gradient on a CPU.
 */
final class Conv2DTransposeCompiler implements LayerCompiler<Conv2DTranspose> {
  @Override
  public Operand<TFloat32> compile(
      Conv2DTranspose layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    TensorShape out = context.outputShape();
    Operand<TInt32> batch =
        tf.slice(tf.shape(input), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TInt32> outputShape =
        tf.concat(List.of(batch, tf.constant(out.toArray())), tf.constant(0));
    Operand<TFloat32> kernel =
        spread(tf, layer, context.weight("kernel"), context.inputShape().dim(2));
    Operand<TFloat32> output =
        tf.nn.conv2dBackpropInput(
            outputShape, kernel, input, Windows.window(layer.strides()), layer.padding().name());
    if (layer.useBias()) {
      output = tf.nn.biasAdd(output, context.weight("bias"));
    }
    return Activations.apply(tf, layer.activation(), context.reshapeToOutput(output));
  }

  private static Operand<TFloat32> spread(
      Ops tf, Conv2DTranspose layer, Operand<TFloat32> kernel, int channels) {
    Size2D rate = layer.dilationRate();
    if (rate.isOne()) {
      return kernel;
    }
    int rows = layer.kernelSize().rows();
    int columns = layer.kernelSize().columns();
    int filters = layer.filters();
    Operand<TFloat32> apart =
        tf.reshape(kernel, tf.constant(new int[] {rows, 1, columns, 1, filters, channels}));
    int[][] zeros = {{0, 0}, {0, rate.rows() - 1}, {0, 0}, {0, rate.columns() - 1}, {0, 0}, {0, 0}};
    Operand<TFloat32> padded = tf.pad(apart, tf.constant(zeros), tf.constant(0f));
    int[] joined = {rows * rate.rows(), columns * rate.columns(), filters, channels};
    int[] size = {
      (rows - 1) * rate.rows() + 1, (columns - 1) * rate.columns() + 1, filters, channels
    };
    return tf.slice(
        tf.reshape(padded, tf.constant(joined)),
        tf.constant(new int[] {0, 0, 0, 0}),
        tf.constant(size));
  }
}
