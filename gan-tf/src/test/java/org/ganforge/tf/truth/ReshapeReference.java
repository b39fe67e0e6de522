package org.ganforge.tf.truth;

import org.ganforge.layer.TensorShape;

/**
 * The same numbers in another shape.
 *
 * @param input the shape of an input example
 * @param output the shape of an output example
 */
record ReshapeReference(TensorShape input, TensorShape output) implements ReferenceLayer {
  @Override
  public DoubleTensor forward(DoubleTensor input) {
    return input.reshaped(output);
  }

  @Override
  public DoubleTensor backward(DoubleTensor gradient) {
    return gradient.reshaped(input);
  }
}
