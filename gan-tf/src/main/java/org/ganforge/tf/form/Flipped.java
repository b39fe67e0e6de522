package org.ganforge.tf.form;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * The gradient of an image as a convolution of the output's gradient with the kernel rotated by 180
 * degrees. With strides, each place gives a block of pixels as channels.
 */
record Flipped(ConvolutionForm inner) implements ConvolutionForm {
  @Override
  public String name() {
    return "flipped " + inner.name();
  }

  @Override
  public boolean suits16Bits() {
    return inner.suits16Bits();
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    return direction == Direction.INPUT
        && !shape.isProduct()
        && inner.fits(shape.flipped(), Direction.FORWARD);
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    Operand<T> blocks =
        inner.compile(
            ops, shape.flipped(), Direction.FORWARD, left, Blocks.flippedKernel(ops, shape, right));
    return Blocks.toImage(ops, shape, Blocks.ofPixels(ops, shape, blocks));
  }
}
