package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Padding;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.layer.Activations;
import org.ganforge.tf.layer.LayerContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution that computes a square of neighbouring places of its output at once, as so many
 * channels of a joint kernel; depth to space lays them out. The layer convolves with stride 1 and
 * keeps the size; the transposed one is the plain one with its kernel turned around.
 */
record PhasedConvolution(
    Taps rows,
    Taps columns,
    int filters,
    boolean useBias,
    ActivationFunction activation,
    boolean transposed) {

  /** Builds the convolution of an image with a kernel. */
  @FunctionalInterface
  interface Convolution {
    Operand<TFloat32> compile(Ops tf, Operand<TFloat32> image, Operand<TFloat32> kernel);
  }

  /**
   * Returns the form of a layer, if it has one.
   *
   * @param phases places of the output along each axis that are computed at once
   * @param grain places of the output along each axis that lie on one pixel of the input
   */
  static Optional<PhasedConvolution> of(Layer layer, int phases, int grain) {
    if (layer instanceof Conv2D c
        && c.strides().isOne()
        && c.dilationRate().isOne()
        && c.groups() == 1
        && c.padding() == Padding.SAME) {
      return Optional.of(
          new PhasedConvolution(
              new Taps(c.kernelSize().rows(), phases, grain, false),
              new Taps(c.kernelSize().columns(), phases, grain, false),
              c.filters(),
              c.useBias(),
              c.activation(),
              false));
    }
    if (layer instanceof Conv2DTranspose c
        && c.strides().isOne()
        && c.dilationRate().isOne()
        && c.outputPadding() == null
        && c.padding() == Padding.SAME) {
      return Optional.of(
          new PhasedConvolution(
              new Taps(c.kernelSize().rows(), phases, grain, true),
              new Taps(c.kernelSize().columns(), phases, grain, true),
              c.filters(),
              c.useBias(),
              c.activation(),
              true));
    }
    return Optional.empty();
  }

  boolean isCentered() {
    return rows.isCentered() && columns.isCentered();
  }

  /** Returns whether a place of the output takes fewer products than in the layer's own form. */
  boolean hasFewerTaps() {
    return rows.reach() * columns.reach() < rows.size() * columns.size();
  }

  /** Returns the Winograd form of the joint kernel, where that is faster. */
  Optional<WinogradConvolution> winograd(TensorShape input) {
    return WinogradConvolution.of(
        TapReach.same(input.dim(0), rows.reach(), rows.stride()),
        TapReach.same(input.dim(1), columns.reach(), columns.stride()),
        input.dim(2),
        rows.phases() * columns.phases() * filters);
  }

  /** Returns the layer's output. */
  Operand<TFloat32> compile(LayerContext context, Operand<TFloat32> input) {
    List<Long> strides = List.of(1L, (long) rows.stride(), (long) columns.stride(), 1L);
    return compile(
        context,
        input,
        (tf, image, kernel) -> tf.nn.conv2d(image, kernel, strides, Padding.SAME.name()));
  }

  /** Returns the layer's output, with {@code convolution} of the joint kernel. */
  Operand<TFloat32> compile(
      LayerContext context, Operand<TFloat32> input, Convolution convolution) {
    Ops tf = context.tf();
    Operand<TFloat32> kernel = join(tf, context.weight("kernel"), context.inputShape().dim(2));
    Operand<TFloat32> output = convolution.compile(tf, input, kernel);
    if (useBias) {
      output = tf.nn.biasAdd(output, repeat(tf, context.weight("bias")));
    }
    return Activations.apply(tf, activation, tf.nn.depthToSpace(output, (long) rows.phases()));
  }

  /** Returns {@code [reach, reach, channels, phases * phases * filters]}. */
  private Operand<TFloat32> join(Ops tf, Operand<TFloat32> own, int channels) {
    int taps = rows.size() * columns.size();
    Operand<TFloat32> flat = tf.reshape(own, tf.constant(new int[] {taps, channels * filters}));
    Operand<TFloat32> sums = tf.linalg.matMul(tf.constant(Taps.sums(rows, columns)), flat);
    int phases = rows.phases();
    int[] apart = {rows.reach(), columns.reach(), phases, phases, channels, filters};
    int[] order = {0, 1, 4, 2, 3, 5};
    if (transposed) {
      apart = new int[] {rows.reach(), columns.reach(), phases, phases, filters, channels};
      order = new int[] {0, 1, 5, 2, 3, 4};
    }
    Operand<TFloat32> ordered =
        tf.linalg.transpose(tf.reshape(sums, tf.constant(apart)), tf.constant(order));
    int[] joined = {rows.reach(), columns.reach(), channels, phases * phases * filters};
    return tf.reshape(ordered, tf.constant(joined));
  }

  /** Returns the bias once for each phase; its gradients are added up by a product. */
  private Operand<TFloat32> repeat(Ops tf, Operand<TFloat32> bias) {
    int phases = rows.phases() * columns.phases();
    float[][] ones = new float[phases][1];
    for (float[] one : ones) {
      one[0] = 1;
    }
    Operand<TFloat32> row = tf.reshape(bias, tf.constant(new int[] {1, filters}));
    return tf.reshape(
        tf.linalg.matMul(tf.constant(ones), row), tf.constant(new int[] {phases * filters}));
  }
}
