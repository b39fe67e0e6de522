package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Padding;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.layer.Activations;
import org.ganforge.tf.layer.LayerContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/**
 * A convolution of a tiny image as one matrix product for each tap of its kernel. Of a 5 x 5 kernel
 * on a 4 x 4 image half of the products meet the zeros around the image; a tap's own product takes
 * only the pixels that are there. What the taps give is added up pixel by pixel.
 */
final class TapwiseConvolution implements Rewrite {
  /** The share of products without zeros above which copying pixels costs more than it saves. */
  private static final double MOST_SHARE = 0.6;

  /**
   * A product of c channels and f filters takes 2cf operations and moves c + f numbers; below this
   * ratio, cf / (c + f), moving them takes as long as the products that are saved.
   */
  private static final int LEAST_INTENSITY = 64;

  /** Each pair of a pixel and a tap is an operation or two: a graph should not drown in them. */
  private static final int MOST_PIXELS = 16;

  @Override
  public Optional<Form> match(List<Layer> layers, TensorShape input) {
    if (!(layers.get(0) instanceof Conv2D conv)
        || conv.padding() != Padding.SAME
        || !conv.dilationRate().isOne()
        || conv.groups() != 1) {
      return Optional.empty();
    }
    TapReach rows = TapReach.same(input.dim(0), conv.kernelSize().rows(), conv.strides().rows());
    TapReach columns =
        TapReach.same(input.dim(1), conv.kernelSize().columns(), conv.strides().columns());
    int channels = input.dim(2);
    int intensity = channels * conv.filters() / (channels + conv.filters());
    return rows.in() * columns.in() <= MOST_PIXELS
            && rows.share() * columns.share() <= MOST_SHARE
            && intensity >= LEAST_INTENSITY
        ? Optional.of(new Form(1, (context, x) -> compile(conv, rows, columns, context, x)))
        : Optional.empty();
  }

  private static Operand<TFloat32> compile(
      Conv2D conv, TapReach rows, TapReach columns, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    int channels = context.inputShape().dim(2);
    List<Operand<TFloat32>> pixels =
        unstack(
            tf,
            tf.linalg.transpose(input, tf.constant(new int[] {1, 2, 0, 3})),
            new int[] {rows.in() * columns.in(), -1, channels});
    List<Operand<TFloat32>> taps =
        unstack(
            tf,
            context.weight("kernel"),
            new int[] {rows.taps() * columns.taps(), channels, conv.filters()});
    PixelSums sums = new PixelSums(tf, pixels, rows.out() * columns.out());
    for (int tap = 0; tap < taps.size(); tap++) {
      List<TapReach.Pair> pairs =
          TapReach.pairs(rows, tap / columns.taps(), columns, tap % columns.taps());
      List<Operand<TFloat32>> products = products(tf, sums.take(pairs), taps.get(tap));
      sums.add(pairs, products);
    }
    Operand<TFloat32> output = context.reshapeToOutput(tf.stack(sums.totals(), Stack.axis(1L)));
    if (conv.useBias()) {
      output = tf.nn.biasAdd(output, context.weight("bias"));
    }
    return Activations.apply(tf, conv.activation(), output);
  }

  /** Returns each pixel, {@code [batch, channels]}, times the tap, by one product of them all. */
  private static List<Operand<TFloat32>> products(
      Ops tf, List<Operand<TFloat32>> pixels, Operand<TFloat32> tap) {
    if (pixels.isEmpty()) {
      return List.of();
    }
    Operand<TFloat32> joined =
        pixels.size() == 1 ? pixels.get(0) : tf.concat(pixels, tf.constant(0));
    Operand<TFloat32> product = tf.linalg.matMul(joined, tap);
    return pixels.size() == 1
        ? List.of(product)
        : List.copyOf(tf.split(tf.constant(0), product, (long) pixels.size()).output());
  }

  private static List<Operand<TFloat32>> unstack(Ops tf, Operand<TFloat32> values, int[] shape) {
    return List.copyOf(
        tf.unstack(tf.reshape(values, tf.constant(shape)), (long) shape[0]).output());
  }
}
