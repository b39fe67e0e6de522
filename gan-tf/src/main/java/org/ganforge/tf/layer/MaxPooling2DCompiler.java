package org.ganforge.tf.layer;

import org.ganforge.layer.MaxPooling2D;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Compiles {@link MaxPooling2D} to the operation MaxPool. TensorFlow Java's API offers only
 * MaxPoolV2, whose gradient oneDNN doesn't implement, and TensorFlow's own is several times slower
 * on a CPU.
 */
final class MaxPooling2DCompiler implements UnaryLayerCompiler<MaxPooling2D> {
  @Override
  public Operand<TFloat32> compile(
      MaxPooling2D layer, LayerContext context, Operand<TFloat32> input) {
    return Pools.slide(
        "MaxPool", context, input, layer.poolSize(), layer.stepSize(), layer.padding());
  }
}
