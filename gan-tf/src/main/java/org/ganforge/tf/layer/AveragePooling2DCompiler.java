package org.ganforge.tf.layer;

import org.ganforge.layer.AveragePooling2D;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Compiles {@link AveragePooling2D}. */
final class AveragePooling2DCompiler implements UnaryLayerCompiler<AveragePooling2D> {
  @Override
  public Operand<TFloat32> compile(
      AveragePooling2D layer, LayerContext context, Operand<TFloat32> input) {
    if (context.secondGradients()) {
      return AxisMap.of(layer, context).apply(context, input);
    }
    return Pools.slide(
        "AvgPool", context, input, layer.poolSize(), layer.stepSize(), layer.padding());
  }
}
