package org.ganforge.tf.layer;

import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Size2D;
import org.ganforge.tf.form.ConvolutionShape;
import org.ganforge.tf.form.Direction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Compiles {@link Conv2DTranspose}: the gradient of a convolution with respect to its input.
 * Dilated kernels get explicit zeros between their taps, since TensorFlow's own dilation has a
 * wrong gradient on a CPU.
 */
final class Conv2DTransposeCompiler implements UnaryLayerCompiler<Conv2DTranspose> {
  @Override
  public Operand<TFloat32> compile(
      Conv2DTranspose layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    int channels = context.inputShape().dim(2);
    Operand<TFloat32> kernel = spread(tf, layer, context.weight("kernel"), channels);
    // The convolution whose gradient this is goes from the output to the input.
    ConvolutionShape shape =
        ConvolutionShape.of(
            context.outputShape(), spread(layer), layer.strides(), layer.padding(), channels);
    Operand<TFloat32> output =
        context.convolutions().compile(tf, shape, Direction.INPUT, input, kernel);
    if (layer.useBias()) {
      output = tf.nn.biasAdd(output, context.weight("bias"));
    }
    return context.activated(layer.activation(), context.reshapeToOutput(output));
  }

  /** Returns the size of the kernel with the zeros in between. */
  private static Size2D spread(Conv2DTranspose layer) {
    return Size2D.of(
        (layer.kernelSize().rows() - 1) * layer.dilationRate().rows() + 1,
        (layer.kernelSize().columns() - 1) * layer.dilationRate().columns() + 1);
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
    int[] size = {spread(layer).rows(), spread(layer).columns(), filters, channels};
    return tf.slice(
        tf.reshape(padded, tf.constant(joined)),
        tf.constant(new int[] {0, 0, 0, 0}),
        tf.constant(size));
  }
}
