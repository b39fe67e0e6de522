package org.ganforge.tf.truth;

import java.util.Map;

/** A layer, or a part of one, in double precision. It serves one pass forward and one back. */
interface ReferenceLayer {
  /** Returns the output, and remembers what the way back needs. */
  DoubleTensor forward(DoubleTensor input);

  /** Returns the gradient with respect to the input, given the one with respect to the output. */
  DoubleTensor backward(DoubleTensor gradient);

  /** Returns the gradients with respect to the weights, by their names, after the way back. */
  default Map<String, DoubleTensor> weightGradients() {
    return Map.of();
  }

  /**
   * Returns how near the input comes to a point where the gradient jumps, as a share of the largest
   * input. Nearer than rounding reaches, either side's gradient is right.
   */
  default double kinkMargin() {
    return Double.POSITIVE_INFINITY;
  }
}
