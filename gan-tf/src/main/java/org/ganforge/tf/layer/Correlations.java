package org.ganforge.tf.layer;

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
 * The products of a layer that slides a kernel over images, without bias and activation.
 * TensorFlow's own dilation has a wrong gradient on a CPU, so a dilated convolution becomes an
 * ordinary one of the image's phases: space to batch, convolve, batch to space.
 *
 * @param kernelSize rows and columns of the kernel
 * @param strides how far the kernel moves
 * @param padding the border
 * @param dilationRate the distance of the kernel's taps
 * @param filters the number of output channels
 * @param groups how many groups channels and filters are split into
 */
record Correlations(
    Size2D kernelSize,
    Size2D strides,
    Padding padding,
    Size2D dilationRate,
    int filters,
    int groups) {

  /** Returns the products of filters that each see one channel of a layer's input. */
  static Correlations ofChannels(
      LayerContext context,
      Size2D kernelSize,
      Size2D strides,
      Padding padding,
      Size2D dilationRate,
      int depthMultiplier) {
    int channels = context.inputShape().dim(2);
    return new Correlations(
        kernelSize, strides, padding, dilationRate, channels * depthMultiplier, channels);
  }

  /**
   * Returns the output if there are as many groups as channels.
   *
   * @param kernel {@code [rows, columns, channels, filters of each]}
   */
  Operand<TFloat32> ofChannels(
      LayerContext context, Operand<TFloat32> input, Operand<TFloat32> kernel) {
    int[] ofGroups = {kernelSize.rows(), kernelSize.columns(), 1, filters};
    return of(context, input, context.tf().reshape(kernel, context.tf().constant(ofGroups)));
  }

  /**
   * Returns the output for a layer's input.
   *
   * @param kernel {@code [rows, columns, channels / groups, filters]}
   */
  Operand<TFloat32> of(LayerContext context, Operand<TFloat32> input, Operand<TFloat32> kernel) {
    return dilationRate.isOne()
        ? convolve(context, context.inputShape(), padding, input, kernel)
        : dilated(context, input, kernel);
  }

  private Operand<TFloat32> convolve(
      LayerContext context,
      TensorShape image,
      Padding border,
      Operand<TFloat32> input,
      Operand<TFloat32> kernel) {
    ConvolutionShape shape =
        ConvolutionShape.of(image, kernelSize, strides, border, filters).inGroups(groups);
    return context.convolutions().compile(context.tf(), shape, Direction.FORWARD, input, kernel);
  }

  private Operand<TFloat32> dilated(
      LayerContext context, Operand<TFloat32> input, Operand<TFloat32> kernel) {
    Ops tf = context.tf();
    TensorShape shape = context.inputShape();
    Size2D rate = dilationRate;
    int rows = (kernelSize.rows() - 1) * rate.rows();
    int columns = (kernelSize.columns() - 1) * rate.columns();
    boolean same = padding == Padding.SAME;
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
    Operand<TFloat32> convolved = convolve(context, phase, Padding.VALID, phases, kernel);
    return tf.batchToSpaceNd(
        convolved, block, tf.constant(new int[][] {{0, vertical[2]}, {0, horizontal[2]}}));
  }

  /** Returns the padding before, the padding after, and the pixels that fill up the last phase. */
  private static int[] pads(int length, int padding, int rate) {
    int full = length + padding;
    return new int[] {padding / 2, padding - padding / 2, Math.floorMod(-full, rate)};
  }

  /** Returns how many pixels a phase has. */
  private static int length(int pixels, int[] pads, int rate) {
    return (pixels + pads[0] + pads[1] + pads[2]) / rate;
  }
}
