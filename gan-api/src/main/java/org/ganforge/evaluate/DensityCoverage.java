package org.ganforge.evaluate;

import org.ganforge.layer.FloatTensor;

/**
 * How densely generated images lie where real ones do, and how many of the real ones have some
 * nearby (Naeem et al. 2020). A single odd real image spoils these less than precision and recall.
 *
 * @param density how many real images' balls a generated image lies in, over the number of
 *     neighbours; 1 is expected of images like the real ones, more where they crowd
 * @param coverage the share of real images, 0 to 1, whose ball holds a generated one
 */
public record DensityCoverage(double density, double coverage) {
  private static final int NEIGHBOURS = 5;

  /** Returns both with 5 neighbours, as the paper has them. */
  public static DensityCoverage between(FloatTensor real, FloatTensor generated) {
    return between(real, generated, NEIGHBOURS);
  }

  /**
   * Returns both. It takes time as the square of the number of images.
   *
   * @param real {@code [count, size]}, more than {@code neighbours} images
   * @param generated {@code [count, size]}, of the same network
   * @param neighbours the balls' reach
   */
  public static DensityCoverage between(FloatTensor real, FloatTensor generated, int neighbours) {
    Features one = Features.of("real features", real);
    Features other = Features.of("generated features", generated);
    Features.requireSameSize(one, other);
    Neighbours balls = Neighbours.of("real features", one, neighbours);
    return new DensityCoverage(balls.ballsAround(other) / neighbours, balls.shareOccupied(other));
  }
}
