package org.ganforge.tf.layer;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Compiles {@link Conv2D}. TensorFlow's own dilation has a wrong gradient on a CPU, so taps that
 * lie apart become an ordinary convolution of the image's phases: space to batch, convolve, batch
 * to space.
 */
final class Conv2DCompiler implements LayerCompiler<Conv2D> {
  @Override
  public Operand<TFloat32> compile(Conv2D layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    Operand<TFloat32> kernel = context.weight("kernel");
    Operand<TFloat32> output =
        layer.dilationRate().isOne()
            ? convolve(tf, layer, input, kernel, layer.padding())
            : dilated(context, layer, input, kernel);
    if (layer.useBias()) {
      output = tf.nn.biasAdd(output, context.weight("bias"));
    }
    return Activations.apply(tf, layer.activation(), output);
  }

  private static Operand<TFloat32> convolve(
      Ops tf, Conv2D layer, Operand<TFloat32> input, Operand<TFloat32> kernel, Padding padding) {
    List<Long> strides = Windows.window(layer.strides());
    if (layer.groups() == 1) {
      return tf.nn.conv2d(input, kernel, strides, padding.name());
    }
    Operand<TInt32> channels = tf.constant(-1);
    List<? extends Operand<TFloat32>> inputs =
        tf.split(channels, input, (long) layer.groups()).output();
    List<? extends Operand<TFloat32>> kernels =
        tf.split(channels, kernel, (long) layer.groups()).output();
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (int i = 0; i < layer.groups(); i++) {
      outputs.add(tf.nn.conv2d(inputs.get(i), kernels.get(i), strides, padding.name()));
    }
    return tf.concat(outputs, channels);
  }

  private static Operand<TFloat32> dilated(
      LayerContext context, Conv2D layer, Operand<TFloat32> input, Operand<TFloat32> kernel) {
    Ops tf = context.tf();
    TensorShape shape = context.inputShape();
    Size2D rate = layer.dilationRate();
    int rows = (layer.kernelSize().rows() - 1) * rate.rows();
    int columns = (layer.kernelSize().columns() - 1) * rate.columns();
    boolean same = layer.padding() == Padding.SAME;
    int[] vertical = pads(shape.dim(0), same ? rows : 0, rate.rows());
    int[] horizontal = pads(shape.dim(1), same ? columns : 0, rate.columns());
    Operand<TInt32> block = tf.constant(new int[] {rate.rows(), rate.columns()});
    Operand<TFloat32> phases =
        tf.spaceToBatchNd(
            input,
            block,
            tf.constant(
                new int[][] {
                  {vertical[0], vertical[1] + vertical[2]},
                  {horizontal[0], horizontal[1] + horizontal[2]}
                }));
    Operand<TFloat32> convolved = convolve(tf, layer, phases, kernel, Padding.VALID);
    return tf.batchToSpaceNd(
        convolved, block, tf.constant(new int[][] {{0, vertical[2]}, {0, horizontal[2]}}));
  }

  /** Returns the padding before, the padding after, and what fills the last phase. */
  private static int[] pads(int length, int padding, int rate) {
    int full = length + padding;
    return new int[] {padding / 2, padding - padding / 2, Math.floorMod(-full, rate)};
  }
}
