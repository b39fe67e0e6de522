package org.ganforge.tf.form;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * Lays out the patches under the kernel as rows of a matrix and multiplies it by the kernel, once
 * or once for each group. Products have been right on every processor, so other forms are compared
 * with this one, and it is the fallback when all of them are wrong.
 */
final class Columns implements ConvolutionForm {
  @Override
  public String name() {
    return "columns";
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    return direction != Direction.INPUT && !shape.isProduct();
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    if (shape.groups() > 1) {
      return ofGroups(ops, shape, direction, left, right);
    }
    int taps = shape.rows().taps() * shape.columns().taps() * shape.channels();
    Operand<T> patches = ops.reshape(patches(ops, shape, left), -1, taps);
    if (direction == Direction.FORWARD) {
      return ops.reshape(
          ops.product(patches, ops.reshape(right, taps, shape.filters())),
          -1,
          shape.rows().out(),
          shape.columns().out(),
          shape.filters());
    }
    return ops.reshape(
        ops.productOfTurnedLeft(patches, ops.reshape(right, -1, shape.filters())),
        shape.rows().taps(),
        shape.columns().taps(),
        shape.channels(),
        shape.filters());
  }

  /** The same with one product for each group, whose channels of all taps are side by side. */
  private static <T extends TNumber> Operand<T> ofGroups(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    int taps = shape.rows().taps() * shape.columns().taps();
    int groups = shape.groups();
    int filters = shape.filters() / groups;
    int window = taps * shape.depth();
    Operand<T> apart = ops.reshape(patches(ops, shape, left), -1, taps, groups, shape.depth());
    Operand<T> patches = ops.reshape(ops.transpose(apart, 2, 0, 1, 3), groups, -1, window);
    if (direction == Direction.FORWARD) {
      Operand<T> kernels = ops.transpose(ops.reshape(right, window, groups, filters), 1, 0, 2);
      return ops.reshape(
          ops.transpose(ops.products(patches, false, kernels), 1, 0, 2),
          -1,
          shape.rows().out(),
          shape.columns().out(),
          shape.filters());
    }
    Operand<T> outputs = ops.transpose(ops.reshape(right, -1, groups, filters), 1, 0, 2);
    return ops.reshape(
        ops.transpose(ops.products(patches, true, outputs), 1, 0, 2),
        shape.rows().taps(),
        shape.columns().taps(),
        shape.depth(),
        shape.filters());
  }

  /**
   * Returns the pixels under the taps. The padded image is viewed as whole strides, so that a slice
   * takes {@code stride} taps of a row at once and no pixel has to be moved first.
   */
  private static <T extends TNumber> Operand<T> patches(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> image) {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    int height = rows.blocks().in();
    int width = columns.blocks().in();
    Operand<T> strides =
        ops.reshape(
            Blocks.wholeStrides(ops, shape, image),
            -1,
            height,
            rows.stride(),
            width,
            (long) columns.stride() * shape.channels());
    List<Operand<T>> parts = new ArrayList<>();
    for (int tap = 0; tap < rows.taps(); tap++) {
      for (int step = 0; step < columns.strides(); step++) {
        int taps = Math.min(columns.stride(), columns.taps() - step * columns.stride());
        int[] begin = {0, tap / rows.stride(), tap % rows.stride(), step, 0};
        int[] size = {-1, rows.out(), 1, columns.out(), taps * shape.channels()};
        parts.add(ops.slice(strides, begin, size));
      }
    }
    return ops.concat(parts, 4);
  }
}
