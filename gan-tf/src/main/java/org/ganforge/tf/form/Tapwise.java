package org.ganforge.tf.form;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * A convolution of many groups of few channels as a sum over the taps: the pixels under a tap times
 * its weight in each filter. The matrices of a product would be only one or two wide.
 */
final class Tapwise implements ConvolutionForm {
  /** Each tap of each channel of a group takes separate operations. */
  private static final int MOST_DEPTH = 2;

  private static final int MOST_TAPS = 100;

  @Override
  public String name() {
    return "tapwise";
  }

  /** It adds numbers one at a time. */
  @Override
  public boolean suits16Bits() {
    return false;
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    int taps = shape.rows().taps() * shape.columns().taps();
    return direction != Direction.INPUT
        && shape.groups() > 1
        && shape.depth() <= MOST_DEPTH
        && taps * shape.depth() <= MOST_TAPS;
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    int groups = shape.groups();
    int filters = shape.filters() / groups;
    Operand<T> image = apart(ops, shape, Blocks.wholeStrides(ops, shape, left));
    Operand<T> other =
        direction == Direction.FORWARD
            ? ops.reshape(right, -1, shape.depth(), groups, filters)
            : ops.reshape(right, -1, shape.rows().out(), shape.columns().out(), groups, filters);
    List<Operand<T>> parts = new ArrayList<>();
    for (int tap = 0; tap < shape.rows().taps() * shape.columns().taps(); tap++) {
      for (int channel = 0; channel < shape.depth(); channel++) {
        Operand<T> seen = seen(ops, shape, image, tap, channel);
        parts.add(
            direction == Direction.FORWARD
                ? ops.times(seen, number(ops, shape, other, tap, channel))
                : ops.reshape(ops.sum(ops.times(seen, other), 0, 1, 2), 1, shape.filters()));
      }
    }
    if (direction == Direction.KERNEL) {
      return ops.reshape(
          ops.concat(parts, 0),
          shape.rows().taps(),
          shape.columns().taps(),
          shape.depth(),
          shape.filters());
    }
    return ops.reshape(
        parts.stream().reduce(ops::add).orElseThrow(),
        -1,
        shape.rows().out(),
        shape.columns().out(),
        shape.filters());
  }

  /** Returns the image as {@code [batch, rows, row stride, columns, column stride * channels]}. */
  private static <T extends TNumber> Operand<T> apart(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> whole) {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    return ops.reshape(
        whole,
        -1,
        rows.blocks().in(),
        rows.stride(),
        columns.blocks().in(),
        columns.stride(),
        shape.groups(),
        shape.depth());
  }

  /** Returns a channel of each group under a tap, {@code [batch, rows, columns, groups, 1]}. */
  private static <T extends TNumber> Operand<T> seen(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> image, int tap, int channel) {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    int row = tap / columns.taps();
    int column = tap % columns.taps();
    int[] begin = {
      0,
      row / rows.stride(),
      row % rows.stride(),
      column / columns.stride(),
      column % columns.stride(),
      0,
      channel
    };
    int[] size = {-1, rows.out(), 1, columns.out(), 1, -1, 1};
    return ops.reshape(
        ops.slice(image, begin, size), -1, rows.out(), columns.out(), shape.groups(), 1);
  }

  /** Returns a tap's weight in each filter for a channel of its group. */
  private static <T extends TNumber> Operand<T> number(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> kernel, int tap, int channel) {
    int groups = shape.groups();
    int[] begin = {tap, channel, 0, 0};
    return ops.reshape(
        ops.slice(kernel, begin, new int[] {1, 1, -1, -1}), groups, shape.filters() / groups);
  }
}
