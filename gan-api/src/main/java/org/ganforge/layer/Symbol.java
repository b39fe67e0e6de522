package org.ganforge.layer;

/**
 * A value in a model under construction: one of its inputs, or a layer's output. {@link Layer#on}
 * derives further ones, and a model is made from its outputs.
 */
public sealed interface Symbol permits Application, Input {
  /** Returns the shape of one example, without the batch dimension. */
  TensorShape shape();
}
