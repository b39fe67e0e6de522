package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Interpolation;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.tf.layer.Activations;
import org.ganforge.tf.layer.LayerContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Nearest-neighbour upsampling by f, then a convolution of stride 1, as one convolution of the
 * small image. A pixel of the large image sees only a few pixels of the small one: with f = 2 the
 * 25 taps of a 5 x 5 kernel fall on 9. For each of the f x f phases the taps that fall on the same
 * pixel are added up; the phases become channels, and depth to space lays them out. Zeros around
 * the large image are zeros around the small one.
 */
final class UpSampledConvolution implements Rewrite {
  @Override
  public Optional<Form> match(List<Layer> layers, TensorShape input) {
    if (layers.size() < 2 || !(layers.get(0) instanceof UpSampling2D up)) {
      return Optional.empty();
    }
    int factor = up.size().rows();
    if (up.interpolation() != Interpolation.NEAREST || !up.size().isSquare() || factor == 1) {
      return Optional.empty();
    }
    return convolution(layers.get(1))
        .filter(convolution -> convolution.pays(factor))
        .map(
            convolution ->
                new Form(2, (context, small) -> convolution.compile(context, small, factor)));
  }

  private static Optional<Convolution> convolution(Layer layer) {
    if (layer instanceof Conv2D c
        && c.strides().isOne()
        && c.dilationRate().isOne()
        && c.groups() == 1
        && c.padding() == Padding.SAME) {
      return Optional.of(
          new Convolution(c.kernelSize(), c.filters(), c.useBias(), c.activation(), false));
    }
    if (layer instanceof Conv2DTranspose c
        && c.strides().isOne()
        && c.dilationRate().isOne()
        && c.outputPadding() == null
        && c.padding() == Padding.SAME) {
      return Optional.of(
          new Convolution(c.kernelSize(), c.filters(), c.useBias(), c.activation(), true));
    }
    return Optional.empty();
  }

  /**
   * A convolution of stride 1 that keeps the size; the transposed one is the plain one with its
   * kernel turned around.
   */
  private record Convolution(
      Size2D kernel,
      int filters,
      boolean useBias,
      ActivationFunction activation,
      boolean transposed) {

    /**
     * Fewer products than before, and a small kernel that is centered, as padding same will have
     * it.
     */
    boolean pays(int factor) {
      Taps rows = new Taps(kernel.rows(), factor, transposed);
      Taps columns = new Taps(kernel.columns(), factor, transposed);
      return rows.isCentered()
          && columns.isCentered()
          && rows.reach() * columns.reach() < kernel.rows() * kernel.columns();
    }

    Operand<TFloat32> compile(LayerContext context, Operand<TFloat32> small, int factor) {
      Ops tf = context.tf();
      int channels = context.inputShape().dim(2);
      Operand<TFloat32> folded = fold(tf, context.weight("kernel"), channels, factor);
      Operand<TFloat32> phases =
          tf.nn.conv2d(small, folded, List.of(1L, 1L, 1L, 1L), Padding.SAME.name());
      Operand<TFloat32> large = tf.nn.depthToSpace(phases, (long) factor);
      Operand<TFloat32> output = useBias ? tf.nn.biasAdd(large, context.weight("bias")) : large;
      return Activations.apply(tf, activation, output);
    }

    /** Returns the small kernel {@code [reach, reach, channels, factor * factor * filters]}. */
    private Operand<TFloat32> fold(Ops tf, Operand<TFloat32> large, int channels, int factor) {
      Taps rows = new Taps(kernel.rows(), factor, transposed);
      Taps columns = new Taps(kernel.columns(), factor, transposed);
      int taps = kernel.rows() * kernel.columns();
      Operand<TFloat32> flat = tf.reshape(large, tf.constant(new int[] {taps, channels * filters}));
      Operand<TFloat32> sums = tf.linalg.matMul(tf.constant(Taps.sums(rows, columns)), flat);
      int[] apart = {rows.reach(), columns.reach(), factor, factor, channels, filters};
      int[] order = {0, 1, 4, 2, 3, 5};
      if (transposed) {
        apart = new int[] {rows.reach(), columns.reach(), factor, factor, filters, channels};
        order = new int[] {0, 1, 5, 2, 3, 4};
      }
      Operand<TFloat32> ordered =
          tf.linalg.transpose(tf.reshape(sums, tf.constant(apart)), tf.constant(order));
      int[] joined = {rows.reach(), columns.reach(), channels, factor * factor * filters};
      return tf.reshape(ordered, tf.constant(joined));
    }
  }
}
