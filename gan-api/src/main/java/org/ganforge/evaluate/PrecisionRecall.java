package org.ganforge.evaluate;

import org.ganforge.layer.FloatTensor;

/**
 * How many generated images look real, and how many real images the generator covers (Kynkaanniemi
 * et al. 2019): each set's manifold consists of balls around its images that extend to their {@code
 * k}th neighbour.
 *
 * @param precision the share of generated images, 0 to 1, on the real images' manifold
 * @param recall the share of real images, 0 to 1, on the generated images' manifold
 */
public record PrecisionRecall(double precision, double recall) {
  private static final int NEIGHBOURS = 3;

  /** Returns both with 3 neighbours, as in the paper. */
  public static PrecisionRecall between(FloatTensor real, FloatTensor generated) {
    return between(real, generated, NEIGHBOURS);
  }

  /**
   * Returns both. The time is quadratic in the number of images.
   *
   * @param real {@code [count, size]}, more than {@code neighbours} images
   * @param generated like {@code real}, from the same network
   * @param neighbours the number of neighbours within each ball's radius
   */
  public static PrecisionRecall between(FloatTensor real, FloatTensor generated, int neighbours) {
    Features one = Features.of("real features", real);
    Features other = Features.of("generated features", generated);
    Features.requireSameSize(one, other);
    return between(one, other, neighbours);
  }

  static PrecisionRecall between(Features real, Features generated) {
    return between(real, generated, NEIGHBOURS);
  }

  private static PrecisionRecall between(Features real, Features generated, int neighbours) {
    return new PrecisionRecall(
        Neighbours.of("real features", real, neighbours).shareInside(generated),
        Neighbours.of("generated features", generated, neighbours).shareInside(real));
  }
}
