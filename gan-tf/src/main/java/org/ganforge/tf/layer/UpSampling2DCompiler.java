package org.ganforge.tf.layer;

import org.ganforge.layer.Interpolation;
import org.ganforge.layer.UpSampling2D;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.image.ResizeNearestNeighbor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Compiles {@link UpSampling2D}. */
final class UpSampling2DCompiler implements UnaryLayerCompiler<UpSampling2D> {
  @Override
  public Operand<TFloat32> compile(
      UpSampling2D layer, LayerContext context, Operand<TFloat32> input) {
    if (context.secondGradients()) {
      return AxisMap.of(layer, context).apply(context, input);
    }
    Ops tf = context.tf();
    int rows = context.outputShape().dim(0);
    int columns = context.outputShape().dim(1);
    Operand<TInt32> size = tf.constant(new int[] {rows, columns});
    // Half-pixel centers make the nearest pixel exact for every factor: i / f may round below a
    // whole number.
    return layer.interpolation() == Interpolation.NEAREST
        ? tf.image.resizeNearestNeighbor(input, size, ResizeNearestNeighbor.halfPixelCenters(true))
        : tf.image.resizeBilinear(input, size, ResizeBilinear.halfPixelCenters(true));
  }
}
