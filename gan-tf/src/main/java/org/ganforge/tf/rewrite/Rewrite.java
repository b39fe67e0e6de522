package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.layer.LayerContext;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Another form of a few consecutive layers, equal to them except for rounding and usually faster.
 */
public interface Rewrite {
  /**
   * Returns another form of the first of these layers, if this rewrite has one.
   *
   * @param layers the layers still to be compiled, the next one first
   * @param input the shape that the first of them takes, without the batch dimension
   */
  Optional<Form> match(List<Layer> layers, TensorShape input);

  /** Builds the operations. */
  @FunctionalInterface
  interface Body {
    /**
     * Returns the output of the last layer.
     *
     * @param context the context of the layer whose weights are used
     * @param input the first layer's input
     */
    Operand<TFloat32> compile(LayerContext context, Operand<TFloat32> input);
  }

  /**
   * A replacement for layers.
   *
   * @param length how many layers it replaces; the last of them owns the weights
   * @param body builds the operations
   */
  record Form(int length, Body body) {}
}
