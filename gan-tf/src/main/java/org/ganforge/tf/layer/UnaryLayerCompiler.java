package org.ganforge.tf.layer;

import java.util.List;
import org.ganforge.layer.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Turns one kind of layer with one input into operations. */
@FunctionalInterface
interface UnaryLayerCompiler<L extends UnaryLayer> extends LayerCompiler<L> {
  /**
   * Returns the layer's output for a batch.
   *
   * @param input the batch, {@code [count, ...]}
   */
  Operand<TFloat32> compile(L layer, LayerContext context, Operand<TFloat32> input);

  @Override
  default Operand<TFloat32> compile(L layer, LayerContext context, List<Operand<TFloat32>> inputs) {
    return compile(layer, context, inputs.get(0));
  }
}
