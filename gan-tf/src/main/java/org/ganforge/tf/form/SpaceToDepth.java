package org.ganforge.tf.form;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/** A convolution with strides as one without, over blocks of pixels. */
record SpaceToDepth(ConvolutionForm inner) implements ConvolutionForm {
  @Override
  public String name() {
    return "space-to-depth " + inner.name();
  }

  @Override
  public boolean suits16Bits() {
    return inner.suits16Bits();
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    return direction != Direction.INPUT
        && shape.hasStrides()
        && !shape.isThinned()
        && inner.fits(shape.blocks(), direction);
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    Operand<T> blocks = Blocks.ofImage(ops, shape, left);
    return direction == Direction.FORWARD
        ? inner.compile(ops, shape.blocks(), direction, blocks, Blocks.ofKernel(ops, shape, right))
        : Blocks.toKernel(ops, shape, inner.compile(ops, shape.blocks(), direction, blocks, right));
  }
}
