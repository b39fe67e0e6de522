package org.ganforge.layer;

import java.util.List;

/**
 * Adds its inputs number by number.
 *
 * <p>Inputs of one shape, or of shapes that differ where one of them has 1: shapes stand under each
 * other at their last axes, and what is 1 or missing repeats. See <a
 * href="https://keras.io/api/layers/merging_layers/add/">Keras</a>.
 *
 * @param name the layer's name; made by the network if empty
 */
public record Add(String name) implements MergeLayer {
  /** Returns the layer. */
  public static Add of() {
    return new Add("");
  }

  @Override
  public Add withName(String name) {
    return new Add(name);
  }

  @Override
  public TensorShape outputShape(List<TensorShape> inputs) {
    return MergedShapes.broadcast(inputs);
  }
}
