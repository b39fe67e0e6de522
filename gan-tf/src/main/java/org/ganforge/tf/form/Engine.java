package org.ganforge.tf.form;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * TensorFlow's own operation. Not used for one-tap kernels with strides: on AVX-512 the gradient of
 * such a kernel writes out of bounds and crashes the process.
 */
final class Engine implements ConvolutionForm {
  @Override
  public String name() {
    return "engine";
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    return shape.groups() == 1 && !shape.isThinned() && !shape.isProduct();
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    if (shape.rows().isSame() && shape.columns().isSame()) {
      return run(ops.tf(), shape, "SAME", direction, left, right);
    }
    if (shape.rows().isValid() && shape.columns().isValid()) {
      return run(ops.tf(), shape, "VALID", direction, left, right);
    }
    Operand<T> image = direction == Direction.INPUT ? left : Border.add(ops, shape, left);
    Operand<T> result = run(ops.tf(), shape.padded(), "VALID", direction, image, right);
    return direction == Direction.INPUT ? Border.remove(ops, shape, result) : result;
  }

  private static <T extends TNumber> Operand<T> run(
      Ops tf,
      ConvolutionShape shape,
      String padding,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    List<Long> strides =
        List.of(1L, (long) shape.rows().stride(), (long) shape.columns().stride(), 1L);
    return switch (direction) {
      case FORWARD -> tf.nn.conv2d(left, right, strides, padding);
      case INPUT ->
          tf.nn.conv2dBackpropInput(imageShape(tf, shape, left), right, left, strides, padding);
      case KERNEL -> {
        int[] kernel = {
          shape.rows().taps(), shape.columns().taps(), shape.channels(), shape.filters()
        };
        yield tf.nn.conv2dBackpropFilter(left, tf.constant(kernel), right, strides, padding);
      }
    };
  }

  /** Returns the shape of a batch of images, as many as there are outputs. */
  static <T extends TNumber> Operand<TInt32> imageShape(
      Ops tf, ConvolutionShape shape, Operand<T> batch) {
    Operand<TInt32> count =
        tf.slice(tf.shape(batch), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    int[] image = {shape.rows().in(), shape.columns().in(), shape.channels()};
    return tf.concat(List.of(count, tf.constant(image)), tf.constant(0));
  }
}
