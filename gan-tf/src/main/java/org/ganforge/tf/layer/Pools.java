package org.ganforge.tf.layer;

import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.tensorflow.Operand;
import org.tensorflow.op.Scope;
import org.tensorflow.types.TFloat32;

/** TensorFlow's operations that slide a window over each channel of images. */
final class Pools {
  private Pools() {}

  /** Returns the output of an operation, MaxPool or AvgPool. */
  static Operand<TFloat32> slide(
      String operation,
      LayerContext context,
      Operand<TFloat32> input,
      Size2D poolSize,
      Size2D strides,
      Padding padding) {
    Scope scope = context.tf().scope();
    return scope
        .env()
        .opBuilder(operation, scope.makeOpName(operation), scope)
        .addInput(input.asOutput())
        .setAttr("ksize", window(poolSize))
        .setAttr("strides", window(strides))
        .setAttr("padding", padding.name())
        .build()
        .<TFloat32>output(0);
  }

  private static long[] window(Size2D size) {
    return new long[] {1, size.rows(), size.columns(), 1};
  }
}
