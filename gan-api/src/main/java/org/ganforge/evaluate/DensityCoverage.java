package org.ganforge.evaluate;

import org.ganforge.layer.FloatTensor;

/**
 * How densely generated images lie among real ones, and how many real ones have generated ones
 * nearby (Naeem et al. 2020). A single real outlier distorts these less than precision and recall.
 *
 * @param density the mean number of real images' balls that contain a generated image, divided by
 *     the number of neighbours; 1 is expected for images like the real ones, more where they
 *     cluster
 * @param coverage the share of real images, 0 to 1, whose ball contains a generated one
 */
public record DensityCoverage(double density, double coverage) {
  private static final int NEIGHBOURS = 5;

  /** Returns both with 5 neighbours, as in the paper. */
  public static DensityCoverage between(FloatTensor real, FloatTensor generated) {
    return between(real, generated, NEIGHBOURS);
  }

  /**
   * Returns both. The time is quadratic in the number of images.
   *
   * @param real {@code [count, size]}, more than {@code neighbours} images
   * @param generated {@code [count, size]}, of the same network
   * @param neighbours the number of neighbours within each ball's radius
   */
  public static DensityCoverage between(FloatTensor real, FloatTensor generated, int neighbours) {
    Features one = Features.of("real features", real);
    Features other = Features.of("generated features", generated);
    Features.requireSameSize(one, other);
    return between(one, other, neighbours);
  }

  static DensityCoverage between(Features real, Features generated) {
    return between(real, generated, NEIGHBOURS);
  }

  private static DensityCoverage between(Features real, Features generated, int neighbours) {
    Neighbours balls = Neighbours.of("real features", real, neighbours);
    return new DensityCoverage(
        balls.ballsAround(generated) / neighbours, balls.shareOccupied(generated));
  }
}
