package org.ganforge.tf.layer;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.form.ConvolutionShape;
import org.ganforge.tf.form.Direction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Compiles {@link Conv2D}. TensorFlow's own dilation has a wrong gradient on a CPU, so taps that
 * lie apart become an ordinary convolution of the image's phases: space to batch, convolve, batch
 * to space.
 */
final class Conv2DCompiler implements UnaryLayerCompiler<Conv2D> {
  @Override
  public Operand<TFloat32> compile(Conv2D layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    Operand<TFloat32> output =
        layer.dilationRate().isOne()
            ? convolve(context, layer, context.inputShape(), layer.padding(), input)
            : dilated(context, layer, input);
    if (layer.useBias()) {
      output = tf.nn.biasAdd(output, context.weight("bias"));
    }
    return Activations.apply(tf, layer.activation(), output);
  }

  private static Operand<TFloat32> convolve(
      LayerContext context,
      Conv2D layer,
      TensorShape image,
      Padding padding,
      Operand<TFloat32> input) {
    Ops tf = context.tf();
    int groups = layer.groups();
    ConvolutionShape shape =
        ConvolutionShape.of(
            TensorShape.of(image.dim(0), image.dim(1), image.dim(2) / groups),
            layer.kernelSize(),
            layer.strides(),
            padding,
            layer.filters() / groups);
    Operand<TFloat32> kernel = context.weight("kernel");
    if (groups == 1) {
      return context.convolutions().compile(tf, shape, Direction.FORWARD, input, kernel);
    }
    Operand<TInt32> channels = tf.constant(-1);
    List<? extends Operand<TFloat32>> inputs = tf.split(channels, input, (long) groups).output();
    List<? extends Operand<TFloat32>> kernels = tf.split(channels, kernel, (long) groups).output();
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      outputs.add(
          context
              .convolutions()
              .compile(tf, shape, Direction.FORWARD, inputs.get(i), kernels.get(i)));
    }
    return tf.concat(outputs, channels);
  }

  private static Operand<TFloat32> dilated(
      LayerContext context, Conv2D layer, Operand<TFloat32> input) {
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
    TensorShape phase =
        TensorShape.of(
            length(shape.dim(0), vertical, rate.rows()),
            length(shape.dim(1), horizontal, rate.columns()),
            shape.dim(2));
    Operand<TFloat32> convolved = convolve(context, layer, phase, Padding.VALID, phases);
    return tf.batchToSpaceNd(
        convolved, block, tf.constant(new int[][] {{0, vertical[2]}, {0, horizontal[2]}}));
  }

  /** Returns the padding before, the padding after, and what fills the last phase. */
  private static int[] pads(int length, int padding, int rate) {
    int full = length + padding;
    return new int[] {padding / 2, padding - padding / 2, Math.floorMod(-full, rate)};
  }

  /** Returns the pixels of a phase. */
  private static int length(int pixels, int[] pads, int rate) {
    return (pixels + pads[0] + pads[1] + pads[2]) / rate;
  }
}
