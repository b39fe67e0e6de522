package org.ganforge.tf.form;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * A convolution in groups as one without groups, whose kernel has zeros between a filter and the
 * channels of other groups: more products, but a single operation.
 */
record ZeroedGroups(ConvolutionForm inner) implements ConvolutionForm {
  /** The most numbers in the whole kernel, 4 MB in float32. */
  private static final long MOST_WEIGHTS = 1 << 20;

  private static final int MOST_GROUPS = 64;

  @Override
  public String name() {
    return "zeroed " + inner.name();
  }

  @Override
  public boolean suits16Bits() {
    return inner.suits16Bits();
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    ConvolutionShape whole = shape.inGroups(1);
    return shape.groups() > 1
        && shape.groups() <= MOST_GROUPS
        && whole.kernelSize() <= MOST_WEIGHTS
        && inner.fits(whole, direction);
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    ConvolutionShape whole = shape.inGroups(1);
    if (direction != Direction.KERNEL) {
      return inner.compile(ops, whole, direction, left, spread(ops, shape, right));
    }
    return gather(ops, shape, inner.compile(ops, whole, direction, left, right));
  }

  /** Returns the kernel with zeros, {@code [rows, columns, channels, filters]}. */
  private static <T extends TNumber> Operand<T> spread(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> kernel) {
    int groups = shape.groups();
    Operand<T> each = ops.reshape(kernel, -1, 1, shape.depth(), groups, shape.filters() / groups);
    return ops.reshape(
        ops.times(each, own(ops, groups)),
        shape.rows().taps(),
        shape.columns().taps(),
        shape.channels(),
        shape.filters());
  }

  /** Returns each filter's numbers for the channels of its own group. */
  private static <T extends TNumber> Operand<T> gather(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> whole) {
    int groups = shape.groups();
    Operand<T> each =
        ops.reshape(whole, -1, groups, shape.depth(), groups, shape.filters() / groups);
    return ops.reshape(
        ops.sum(ops.times(each, own(ops, groups)), 1),
        shape.rows().taps(),
        shape.columns().taps(),
        shape.depth(),
        shape.filters());
  }

  /** Returns 1 where channels and filters belong to the same group, else 0. */
  private static <T extends TNumber> Operand<T> own(FormOps<T> ops, int groups) {
    float[][] own = new float[groups][groups];
    for (int group = 0; group < groups; group++) {
      own[group][group] = 1;
    }
    return ops.reshape(ops.constant(own), 1, groups, 1, groups, 1);
  }
}
