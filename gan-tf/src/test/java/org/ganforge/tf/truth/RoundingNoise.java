package org.ganforge.tf.truth;

import java.util.SplittableRandom;

/** Random changes like those of rounding, small relative to the largest number of a tensor. */
final class RoundingNoise {
  private final double size;
  private final SplittableRandom random;

  /**
   * Makes the noise.
   *
   * @param size the largest change, as a share of a tensor's largest number; 0 changes nothing
   */
  RoundingNoise(double size, long seed) {
    this.size = size;
    this.random = new SplittableRandom(seed);
  }

  DoubleTensor applyTo(DoubleTensor tensor) {
    if (size == 0) {
      return tensor;
    }
    double[] values = tensor.values().clone();
    double most = size * tensor.maxAbs();
    for (int i = 0; i < values.length; i++) {
      values[i] += most * (2 * random.nextDouble() - 1);
    }
    return DoubleTensor.wrap(tensor.shape(), values);
  }
}
