package org.ganforge.layer;

/**
 * A value in a model that is being described: one of its inputs, or what a layer gives. {@link
 * Layer#on} makes more of them, and a model is made of the last ones.
 */
public sealed interface Symbol permits Application, Input {
  /** Returns the shape of one example, without the batch dimension. */
  TensorShape shape();
}
