package org.ganforge.evaluate;

import org.ganforge.layer.FloatTensor;

/**
 * How much of what is generated looks real, and how much of what is real is generated (Kynkaanniemi
 * et al. 2019): each set's manifold is the balls around its images that reach to their {@code k}th
 * neighbour.
 *
 * @param precision the share of generated images, 0 to 1, on the real images' manifold
 * @param recall the share of real images, 0 to 1, on the generated images' manifold
 */
public record PrecisionRecall(double precision, double recall) {
  private static final int NEIGHBOURS = 3;

  /** Returns both with 3 neighbours, as the paper has them. */
  public static PrecisionRecall between(FloatTensor real, FloatTensor generated) {
    return between(real, generated, NEIGHBOURS);
  }

  /**
   * Returns both. It takes time as the square of the number of images.
   *
   * @param real {@code [count, size]}, more than {@code neighbours} images
   * @param generated as {@code real}, of the same network
   * @param neighbours the balls' reach
   */
  public static PrecisionRecall between(FloatTensor real, FloatTensor generated, int neighbours) {
    Features one = Features.of("real features", real);
    Features other = Features.of("generated features", generated);
    Features.requireSameSize(one, other);
    return new PrecisionRecall(
        Neighbours.of("real features", one, neighbours).shareInside(other),
        Neighbours.of("generated features", other, neighbours).shareInside(one));
  }
}
