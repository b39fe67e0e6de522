package org.ganforge.tf.form;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * A gradient of a matrix product that transposes the matrix in memory first: on some processors,
 * products with transposed matrices take twice as long.
 */
final class TurnedProduct implements ConvolutionForm {
  @Override
  public String name() {
    return "turned product";
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    return shape.isProduct() && direction != Direction.FORWARD;
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    if (direction == Direction.INPUT) {
      Operand<T> kernel = ops.reshape(right, shape.channels(), shape.filters());
      Operand<T> product =
          ops.product(ops.reshape(left, -1, shape.filters()), ops.transpose(kernel, 1, 0));
      return ops.reshape(product, -1, 1, 1, shape.channels());
    }
    Operand<T> image = ops.reshape(left, -1, shape.channels());
    Operand<T> product =
        ops.product(ops.transpose(image, 1, 0), ops.reshape(right, -1, shape.filters()));
    return ops.reshape(product, 1, 1, shape.channels(), shape.filters());
  }
}
