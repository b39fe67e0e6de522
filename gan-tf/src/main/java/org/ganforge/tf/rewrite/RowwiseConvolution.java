package org.ganforge.tf.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Padding;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.layer.Activations;
import org.ganforge.tf.layer.LayerContext;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/**
 * A convolution of a small image as a matrix product for each row of the kernel and each column of
 * the output: the pixels under the row's taps, side by side, times the taps. Of a 5 x 5 kernel on a
 * 4 x 4 image half of the products meet the zeros around the image; these products take only pixels
 * that are there. Their results are added up two at a time: TensorFlow adds three and more in the
 * order in which memory happens to be free, and each run would round otherwise.
 */
final class RowwiseConvolution implements Rewrite {
  /** The share of products without zeros above which copying pixels costs more than it saves. */
  private static final double MOST_SHARE = 0.65;

  /**
   * A product of c channels and f filters takes 2cf operations and moves c + f numbers; below this
   * ratio, cf / (c + f), moving them takes as long as the products that are saved.
   */
  private static final int LEAST_INTENSITY = 64;

  /** Each tap row and output column is a product: a graph should not drown in them. */
  private static final int MOST_PIXELS = 64;

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
    List<Shared> image =
        unstack(
            tf,
            tf.linalg.transpose(input, tf.constant(new int[] {1, 0, 2, 3})),
            new int[] {rows.in(), -1, columns.in() * channels});
    List<Shared> kernel =
        unstack(
            tf,
            context.weight("kernel"),
            new int[] {rows.taps(), columns.taps() * channels, conv.filters()});
    Sums sums = new Sums(tf, rows.out() * columns.out());
    for (int tap = 0; tap < rows.taps(); tap++) {
      List<TapReach.Pair> pairs = rows.pairs(tap);
      if (!pairs.isEmpty()) {
        Operand<TFloat32> seen =
            concat(tf, pairs.stream().map(pair -> image.get(pair.in()).take()).toList());
        multiply(tf, columns, channels, new Shared(tf, seen), kernel.get(tap), pairs, sums);
      }
    }
    Operand<TFloat32> output = context.reshapeToOutput(tf.stack(sums.totals(), Stack.axis(1L)));
    if (conv.useBias()) {
      output = tf.nn.biasAdd(output, context.weight("bias"));
    }
    return Activations.apply(tf, conv.activation(), output);
  }

  /** Adds up what a row of taps gives, column by column of the output. */
  private static void multiply(
      Ops tf,
      TapReach columns,
      int channels,
      Shared seen,
      Shared taps,
      List<TapReach.Pair> pairs,
      Sums sums) {
    for (int column = 0; column < columns.out(); column++) {
      TapReach.Window window = columns.window(column);
      int size = window.size() * channels;
      Operand<TFloat32> product =
          tf.linalg.matMul(
              part(tf, seen, 1, window.pixel() * channels, size, columns.in() * channels),
              part(tf, taps, 0, window.tap() * channels, size, columns.taps() * channels));
      List<? extends Operand<TFloat32>> places = split(tf, product, pairs.size());
      for (int i = 0; i < places.size(); i++) {
        sums.add(pairs.get(i).out() * columns.out() + column, places.get(i));
      }
    }
  }

  private static Operand<TFloat32> concat(Ops tf, List<Operand<TFloat32>> values) {
    return values.size() == 1 ? values.get(0) : tf.concat(values, tf.constant(0));
  }

  private static List<? extends Operand<TFloat32>> split(
      Ops tf, Operand<TFloat32> value, int parts) {
    return parts == 1 ? List.of(value) : tf.split(tf.constant(0), value, (long) parts).output();
  }

  /** Returns a part of a matrix along one axis, the matrix itself where that is all of it. */
  private static Operand<TFloat32> part(
      Ops tf, Shared matrix, int axis, int first, int size, int full) {
    if (size == full) {
      return matrix.take();
    }
    int[] begin = {0, 0};
    int[] sizes = {-1, -1};
    begin[axis] = first;
    sizes[axis] = size;
    return tf.slice(matrix.take(), tf.constant(begin), tf.constant(sizes));
  }

  private static List<Shared> unstack(Ops tf, Operand<TFloat32> values, int[] shape) {
    return tf.unstack(tf.reshape(values, tf.constant(shape)), (long) shape[0]).output().stream()
        .map(value -> new Shared(tf, value))
        .toList();
  }

  /**
   * A value that several operations take. Each gets it through an identity more than the one
   * before, so that its gradients meet two at a time, too.
   */
  private static final class Shared {
    private final Ops tf;
    private Operand<TFloat32> value;

    Shared(Ops tf, Operand<TFloat32> value) {
      this.tf = tf;
      this.value = value;
    }

    Operand<TFloat32> take() {
      Operand<TFloat32> taken = value;
      value = tf.identity(value);
      return taken;
    }
  }

  /** The places of the output, each the sum of what was added to it. */
  private static final class Sums {
    private final Ops tf;
    private final List<@Nullable Operand<TFloat32>> sums;

    Sums(Ops tf, int places) {
      this.tf = tf;
      this.sums = new ArrayList<>(Collections.nCopies(places, null));
    }

    void add(int place, Operand<TFloat32> product) {
      Operand<TFloat32> sum = sums.get(place);
      sums.set(place, sum == null ? product : tf.math.addN(List.of(sum, product)));
    }

    /** Every place of an output is reached by some tap. */
    List<Operand<TFloat32>> totals() {
      return sums.stream().map(Objects::requireNonNull).toList();
    }
  }
}
