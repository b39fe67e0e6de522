package org.ganforge.tf.layer;

import java.util.List;
import org.ganforge.layer.Layer;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Turns one kind of layer into operations. */
@FunctionalInterface
interface LayerCompiler<L extends Layer> {
  /**
   * Returns the layer's output for a batch.
   *
   * @param inputs the batch of each input, {@code [count, ...]}
   */
  Operand<TFloat32> compile(L layer, LayerContext context, List<Operand<TFloat32>> inputs);
}
