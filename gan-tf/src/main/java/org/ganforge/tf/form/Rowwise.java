package org.ganforge.tf.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.family.TNumber;

/**
 * A convolution of a small image as a matrix product for each row of the kernel and each column of
 * the output: the pixels under the row's taps, side by side, times the taps. With a 5 x 5 kernel on
 * a 4 x 4 image, half of all products multiply zeros around the image; these take only real pixels.
 */
final class Rowwise implements ConvolutionForm {
  /** The share of products without zeros above which copying pixels costs more than it saves. */
  private static final double MOST_SHARE = 0.8;

  /**
   * A product of c channels and f filters takes 2cf operations and moves c + f numbers; below this
   * ratio, cf / (c + f), moving them takes as long as the products that are saved.
   */
  private static final int LEAST_INTENSITY = 24;

  /** Each tap row and output column is a product; this keeps the graph small. */
  private static final int MOST_PIXELS = 64;

  @Override
  public String name() {
    return "rowwise";
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    long channels = shape.channels();
    return direction != Direction.INPUT
        && shape.groups() == 1
        && !shape.isProduct()
        && shape.rows().in() * shape.columns().in() <= MOST_PIXELS
        && shape.rows().share() * shape.columns().share() <= MOST_SHARE
        && channels * shape.filters() / (channels + shape.filters()) >= LEAST_INTENSITY
        && everyPlaceSees(shape.rows())
        && everyPlaceSees(shape.columns());
  }

  private static boolean everyPlaceSees(Axis axis) {
    for (int place = 0; place < axis.out(); place++) {
      if (axis.window(place).size() <= 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    List<Operand<T>> image =
        rows(ops, left, shape.rows().in(), shape.columns().in() * shape.channels());
    return direction == Direction.FORWARD
        ? forward(ops, shape, image, right)
        : kernel(ops, shape, image, right);
  }

  /** Returns each row of the images, {@code [batch, width]}. */
  private static <T extends TNumber> List<Operand<T>> rows(
      FormOps<T> ops, Operand<T> images, int rows, int width) {
    Operand<T> first = ops.reshape(ops.transpose(images, 1, 0, 2, 3), rows, -1, width);
    return List.copyOf(ops.tf().unstack(first, (long) rows).output());
  }

  private static <T extends TNumber> Operand<T> forward(
      FormOps<T> ops, ConvolutionShape shape, List<Operand<T>> image, Operand<T> kernel) {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    List<? extends Operand<T>> taps =
        ops.tf()
            .unstack(
                ops.reshape(
                    kernel, rows.taps(), (long) columns.taps() * shape.channels(), shape.filters()),
                (long) rows.taps())
            .output();
    Sums<T> places = new Sums<>(ops, rows.out() * columns.out());
    for (int tap = 0; tap < rows.taps(); tap++) {
      List<Axis.Pair> pairs = rows.pairs(tap);
      if (pairs.isEmpty()) {
        continue;
      }
      Operand<T> seen = seen(ops, image, pairs);
      for (int column = 0; column < columns.out(); column++) {
        Axis.Window window = columns.window(column);
        Operand<T> part =
            part(ops, taps.get(tap), 0, window.tap(), window.size(), columns.taps(), shape);
        Operand<T> product = ops.product(under(ops, seen, window, shape), part);
        List<Operand<T>> parts = split(ops, product, pairs.size());
        for (int i = 0; i < parts.size(); i++) {
          places.add(pairs.get(i).out() * columns.out() + column, parts.get(i));
        }
      }
    }
    return ops.reshape(
        ops.tf().stack(places.totals(), Stack.axis(1L)),
        -1,
        rows.out(),
        columns.out(),
        shape.filters());
  }

  private static <T extends TNumber> Operand<T> kernel(
      FormOps<T> ops, ConvolutionShape shape, List<Operand<T>> image, Operand<T> gradient) {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    List<Operand<T>> outputs = rows(ops, gradient, rows.out(), columns.out() * shape.filters());
    int[] sizes = {columns.taps() * shape.channels(), shape.filters()};
    List<Operand<T>> taps = new ArrayList<>();
    for (int tap = 0; tap < rows.taps(); tap++) {
      List<Axis.Pair> pairs = rows.pairs(tap);
      if (pairs.isEmpty()) {
        taps.add(ops.zeros(sizes));
        continue;
      }
      Operand<T> seen = seen(ops, image, pairs);
      Operand<T> all = ops.concat(pairs.stream().map(pair -> outputs.get(pair.out())).toList(), 0);
      Sums<T> sum = new Sums<>(ops, 1);
      for (int column = 0; column < columns.out(); column++) {
        Axis.Window window = columns.window(column);
        Operand<T> of =
            ops.slice(
                all, new int[] {0, column * shape.filters()}, new int[] {-1, shape.filters()});
        Operand<T> product = ops.productOfTurnedLeft(under(ops, seen, window, shape), of);
        int before = window.tap() * shape.channels();
        int size = window.size() * shape.channels();
        sum.add(
            0,
            ops.pad(
                product,
                new int[] {size, shape.filters()},
                new int[] {before, 0},
                new int[] {sizes[0] - before - size, 0}));
      }
      taps.add(sum.totals().get(0));
    }
    return ops.reshape(
        ops.concat(taps, 0), rows.taps(), columns.taps(), shape.channels(), shape.filters());
  }

  /** Returns the rows that a row of taps sees, stacked. */
  private static <T extends TNumber> Operand<T> seen(
      FormOps<T> ops, List<Operand<T>> image, List<Axis.Pair> pairs) {
    return ops.concat(pairs.stream().map(pair -> image.get(pair.in())).toList(), 0);
  }

  /** Returns the pixels of rows that are seen from one column of the output. */
  private static <T extends TNumber> Operand<T> under(
      FormOps<T> ops, Operand<T> rows, Axis.Window window, ConvolutionShape shape) {
    return part(ops, rows, 1, window.pixel(), window.size(), shape.columns().in(), shape);
  }

  /** Returns the channels of some pixels or taps of a matrix. */
  private static <T extends TNumber> Operand<T> part(
      FormOps<T> ops,
      Operand<T> matrix,
      int axis,
      int first,
      int count,
      int all,
      ConvolutionShape shape) {
    if (count == all) {
      return matrix;
    }
    int[] begin = {0, 0};
    int[] sizes = {-1, -1};
    begin[axis] = first * shape.channels();
    sizes[axis] = count * shape.channels();
    return ops.slice(matrix, begin, sizes);
  }

  private static <T extends TNumber> List<Operand<T>> split(
      FormOps<T> ops, Operand<T> value, int parts) {
    return parts == 1
        ? List.of(value)
        : List.copyOf(ops.tf().split(ops.tf().constant(0), value, (long) parts).output());
  }

  /** Running sums, empty at first. */
  private static final class Sums<T extends TNumber> {
    private final FormOps<T> ops;
    private final List<@Nullable Operand<T>> sums;

    Sums(FormOps<T> ops, int count) {
      this.ops = ops;
      this.sums = new ArrayList<>(Collections.nCopies(count, null));
    }

    void add(int index, Operand<T> value) {
      Operand<T> sum = sums.get(index);
      sums.set(index, sum == null ? value : ops.add(sum, value));
    }

    List<Operand<T>> totals() {
      return sums.stream().map(Objects::requireNonNull).toList();
    }
  }
}
