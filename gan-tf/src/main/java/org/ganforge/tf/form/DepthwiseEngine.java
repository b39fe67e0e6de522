package org.ganforge.tf.form;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * TensorFlow's own operation for filters that see one channel each. It needs the same stride for
 * rows and columns.
 */
final class DepthwiseEngine implements ConvolutionForm {
  @Override
  public String name() {
    return "depthwise engine";
  }

  /** It accumulates in 16 bits. */
  @Override
  public boolean suits16Bits() {
    return false;
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    return canRun(shape) && !shape.isThinned();
  }

  /** Returns whether TensorFlow has an operation for these sizes. */
  static boolean canRun(ConvolutionShape shape) {
    return shape.isDepthwise() && shape.rows().stride() == shape.columns().stride();
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    if (shape.rows().isSame() && shape.columns().isSame()) {
      return run(ops, shape, "SAME", direction, left, right);
    }
    if (shape.rows().isValid() && shape.columns().isValid()) {
      return run(ops, shape, "VALID", direction, left, right);
    }
    Operand<T> image = direction == Direction.INPUT ? left : Border.add(ops, shape, left);
    Operand<T> result = run(ops, shape.padded(), "VALID", direction, image, right);
    return direction == Direction.INPUT ? Border.remove(ops, shape, result) : result;
  }

  private static <T extends TNumber> Operand<T> run(
      FormOps<T> ops,
      ConvolutionShape shape,
      String padding,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    Ops tf = ops.tf();
    long stride = shape.rows().stride();
    List<Long> strides = List.of(1L, stride, stride, 1L);
    int rows = shape.rows().taps();
    int columns = shape.columns().taps();
    int channels = shape.channels();
    int multiplier = shape.filters() / channels;
    return switch (direction) {
      case FORWARD ->
          tf.nn.depthwiseConv2dNative(
              left, ops.reshape(right, rows, columns, channels, multiplier), strides, padding);
      case INPUT ->
          tf.nn.depthwiseConv2dNativeBackpropInput(
              Engine.imageShape(tf, shape, left),
              ops.reshape(right, rows, columns, channels, multiplier),
              left,
              strides,
              padding);
      case KERNEL -> {
        int[] kernel = {rows, columns, channels, multiplier};
        yield ops.reshape(
            tf.nn.depthwiseConv2dNativeBackpropFilter(
                left, tf.constant(kernel), right, strides, padding),
            rows,
            columns,
            1,
            shape.filters());
      }
    };
  }
}
