package org.ganforge.tf.form;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/** A matrix product and its gradients, as TensorFlow makes them. */
final class Product implements ConvolutionForm {
  @Override
  public String name() {
    return "product";
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    return shape.isProduct();
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    int channels = shape.channels();
    int filters = shape.filters();
    return switch (direction) {
      case FORWARD ->
          ops.reshape(
              ops.product(ops.reshape(left, -1, channels), ops.reshape(right, channels, filters)),
              -1,
              1,
              1,
              filters);
      case INPUT ->
          ops.reshape(
              ops.productOfTurnedRight(
                  ops.reshape(left, -1, filters), ops.reshape(right, channels, filters)),
              -1,
              1,
              1,
              channels);
      case KERNEL ->
          ops.reshape(
              ops.productOfTurnedLeft(
                  ops.reshape(left, -1, channels), ops.reshape(right, -1, filters)),
              1,
              1,
              channels,
              filters);
    };
  }
}
