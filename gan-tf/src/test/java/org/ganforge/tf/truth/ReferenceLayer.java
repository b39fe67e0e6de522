package org.ganforge.tf.truth;

import java.util.Map;

/** A layer, or a part of one, in double precision, for one forward and one backward pass. */
interface ReferenceLayer {
  /** Returns the output, and remembers what the backward pass needs. */
  DoubleTensor forward(DoubleTensor input);

  /** Returns the gradient with respect to the input, given the one with respect to the output. */
  DoubleTensor backward(DoubleTensor gradient);

  /** Returns the gradients with respect to the weights, by name, after the backward pass. */
  default Map<String, DoubleTensor> weightGradients() {
    return Map.of();
  }

  /**
   * Returns how close the input comes to a point where the gradient jumps, relative to the largest
   * input. Within rounding, either side's gradient is right.
   */
  default double kinkMargin() {
    return Double.POSITIVE_INFINITY;
  }
}
