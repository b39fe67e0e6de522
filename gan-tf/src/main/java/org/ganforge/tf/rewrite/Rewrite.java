package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.layer.LayerContext;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Another form of a few layers in a row, equal to them but for rounding, most often a faster one.
 */
public interface Rewrite {
  /**
   * Returns the form of the first layers of {@code layers}, if this rewrite knows another one.
   *
   * @param layers the layers that are still to be compiled, the next one first
   * @param input the shape that the first of them takes, without the batch dimension
   */
  Optional<Form> match(List<Layer> layers, TensorShape input);

  /** Builds the operations. */
  @FunctionalInterface
  interface Body {
    /**
     * Returns the output of the last layer.
     *
     * @param context the surroundings of the layer whose weights are used
     * @param input what the first layer takes
     */
    Operand<TFloat32> compile(LayerContext context, Operand<TFloat32> input);
  }

  /**
   * What replaces layers.
   *
   * @param length how many layers it replaces; the last of them owns the weights
   * @param body builds the operations
   */
  record Form(int length, Body body) {}
}
