package org.ganforge.tf.form;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/** A convolution in groups as one convolution for each group, side by side. */
record Split(ConvolutionForm inner) implements ConvolutionForm {
  /** Keeps the graph small. */
  private static final int MOST_GROUPS = 32;

  /** The last axis of both images and kernels. */
  private static final int CHANNELS = 3;

  @Override
  public String name() {
    return "split " + inner.name();
  }

  @Override
  public boolean suits16Bits() {
    return inner.suits16Bits();
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    return shape.groups() > 1
        && shape.groups() <= MOST_GROUPS
        && inner.fits(shape.ofGroup(), direction);
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    List<Operand<T>> lefts = ops.split(left, CHANNELS, shape.groups());
    List<Operand<T>> rights = ops.split(right, CHANNELS, shape.groups());
    List<Operand<T>> parts = new ArrayList<>();
    for (int group = 0; group < shape.groups(); group++) {
      parts.add(
          inner.compile(ops, shape.ofGroup(), direction, lefts.get(group), rights.get(group)));
    }
    return ops.concat(parts, CHANNELS);
  }
}
