package org.ganforge.tf.bench;

import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;

/** The arithmetic of one operation of a graph. */
final class OperationArithmetic {
  private OperationArithmetic() {}

  /** Returns the arithmetic of a matrix product or convolution; none for any other operation. */
  static Arithmetic of(GraphOperation operation) {
    return switch (operation.type()) {
      case "MatMul" -> matrixProduct(operation, "transpose_a");
      case "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3" -> matrixProduct(operation, "adj_x");
      case "Conv2D", "DepthwiseConv2dNative" ->
          convolution(operation, input(operation, 0), input(operation, 1), output(operation));
      // Both gradients multiply the same pairs as the convolution itself, but sum them differently.
      case "Conv2DBackpropInput", "Conv2DBackpropInputV2", "DepthwiseConv2dNativeBackpropInput" ->
          convolution(operation, output(operation), input(operation, 1), input(operation, 2));
      case "Conv2DBackpropFilter",
          "Conv2DBackpropFilterV2",
          "DepthwiseConv2dNativeBackpropFilter" ->
          convolution(operation, input(operation, 0), output(operation), input(operation, 2));
      default -> Arithmetic.NONE;
    };
  }

  private static Arithmetic matrixProduct(GraphOperation operation, String transposed) {
    Shape left = input(operation, 0);
    boolean turned = operation.attributes().getAttrBool(transposed);
    long inner = left.get(left.numDimensions() - (turned ? 2 : 1));
    long flops = 2 * inner * output(operation).size();
    return new Arithmetic(flops, flops);
  }

  /**
   * Counts a convolution from {@code image} to {@code map}, {@code [batch, height, width,
   * channels]} each, with a kernel {@code [height, width, channels, maps]}.
   */
  private static Arithmetic convolution(
      GraphOperation operation, Shape image, Shape kernel, Shape map) {
    String format = operation.attributes().getAttrString("data_format");
    int first = format.indexOf('H');
    long[] strides = operation.attributes().getAttrIntList("strides");
    long[] dilations = operation.attributes().getAttrIntList("dilations");
    long needed = 2 * image.get(format.indexOf('N')) * kernel.get(2) * kernel.get(3);
    long padded = needed;
    for (int i = 0; i < 2; i++) {
      int axis = first + i;
      Window window =
          new Window(image.get(axis), kernel.get(i), map.get(axis), strides[axis], dilations[axis]);
      needed *= window.pairs(padding(operation, axis, window));
      padded *= window.kernel() * window.positions();
    }
    return new Arithmetic(needed, padded);
  }

  private static long padding(GraphOperation operation, int axis, Window window) {
    return switch (operation.attributes().getAttrString("padding")) {
      case "SAME" -> window.samePadding();
      case "EXPLICIT" -> operation.attributes().getAttrIntList("explicit_paddings")[2 * axis];
      default -> 0;
    };
  }

  private static Shape input(GraphOperation operation, int index) {
    return known(operation, operation.input(index));
  }

  private static Shape output(GraphOperation operation) {
    return known(operation, operation.output(0));
  }

  private static Shape known(GraphOperation operation, Output<?> tensor) {
    Shape shape = tensor.shape();
    if (shape.hasUnknownDimension()) {
      throw new IllegalStateException(
          operation.type() + " " + operation.name() + ": its sizes are not known: " + shape);
    }
    return shape;
  }

  /** One axis of a convolution: {@code positions} of a kernel over so many pixels. */
  private record Window(long pixels, long kernel, long positions, long stride, long dilation) {
    /** Returns how many zeros TensorFlow's padding same puts before the first pixel. */
    private long samePadding() {
      long covered = (positions - 1) * stride + (kernel - 1) * dilation + 1;
      return Math.max(0, covered - pixels) / 2;
    }

    /** Returns how often a tap of the kernel sees a pixel rather than a zero. */
    private long pairs(long before) {
      long pairs = 0;
      for (long position = 0; position < positions; position++) {
        for (long tap = 0; tap < kernel; tap++) {
          long pixel = position * stride - before + tap * dilation;
          pairs += pixel >= 0 && pixel < pixels ? 1 : 0;
        }
      }
      return pairs;
    }
  }
}
