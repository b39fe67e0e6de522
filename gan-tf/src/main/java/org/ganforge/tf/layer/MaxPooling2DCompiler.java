package org.ganforge.tf.layer;

import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.Size2D;
import org.tensorflow.Operand;
import org.tensorflow.op.Scope;
import org.tensorflow.types.TFloat32;

/**
 * Compiles {@link MaxPooling2D} to the operation MaxPool, which TensorFlow Java's API has only in
 * its second version: of that one oneDNN knows no gradient, and TensorFlow's own is several times
 * slower on a CPU.
 */
final class MaxPooling2DCompiler implements LayerCompiler<MaxPooling2D> {
  private static final String MAX_POOL = "MaxPool";

  @Override
  public Operand<TFloat32> compile(
      MaxPooling2D layer, LayerContext context, Operand<TFloat32> input) {
    Scope scope = context.tf().scope();
    return scope
        .env()
        .opBuilder(MAX_POOL, scope.makeOpName(MAX_POOL), scope)
        .addInput(input.asOutput())
        .setAttr("ksize", window(layer.poolSize()))
        .setAttr("strides", window(layer.stepSize()))
        .setAttr("padding", layer.padding().name())
        .build()
        .<TFloat32>output(0);
  }

  private static long[] window(Size2D size) {
    return Windows.window(size).stream().mapToLong(Long::longValue).toArray();
  }
}
