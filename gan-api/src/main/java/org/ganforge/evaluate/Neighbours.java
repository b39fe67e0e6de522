package org.ganforge.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;

/**
 * Images as points, each with a ball that extends to its {@code k}th nearest neighbour among them:
 * an estimate of the images' manifold (Kynkaanniemi et al. 2019).
 */
final class Neighbours {
  private final Features points;
  private final double[] squaredRadii;

  private Neighbours(Features points, double[] squaredRadii) {
    this.points = points;
    this.squaredRadii = squaredRadii;
  }

  static Neighbours of(String where, Features points, int k) {
    if (k < 1 || k >= points.count()) {
      throw new InvalidInputException(
          where,
          "more images than neighbours, at least " + (Math.max(1, k) + 1),
          points.count() + " images and " + k + " neighbours",
          "take more images, or 1 neighbour or more");
    }
    double[] radii =
        IntStream.range(0, points.count())
            .parallel()
            .mapToDouble(i -> squaredRadius(points, i, k))
            .toArray();
    return new Neighbours(points, radii);
  }

  private static double squaredRadius(Features points, int index, int k) {
    double[] nearest = new double[k];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int i = 0; i < points.count(); i++) {
      if (i != index) {
        insert(nearest, Features.squaredDistance(points.row(index), points.row(i)));
      }
    }
    return nearest[k - 1];
  }

  /** Keeps the smallest, in order. */
  private static void insert(double[] smallest, double value) {
    if (value >= smallest[smallest.length - 1]) {
      return;
    }
    int place = smallest.length - 1;
    for (; place > 0 && smallest[place - 1] > value; place--) {
      smallest[place] = smallest[place - 1];
    }
    smallest[place] = value;
  }

  /**
   * Returns the share of other images, 0 to 1, that lie in at least one ball, including its edge.
   */
  double shareInside(Features others) {
    return IntStream.range(0, others.count())
            .parallel()
            .filter(i -> isInside(others.row(i)))
            .count()
        / (double) others.count();
  }

  private boolean isInside(double[] point) {
    for (int i = 0; i < squaredRadii.length; i++) {
      if (Features.squaredDistance(points.row(i), point) <= squaredRadii[i]) {
        return true;
      }
    }
    return false;
  }

  /** Returns the mean number of balls that contain an image, excluding their edges. */
  double ballsAround(Features others) {
    long balls =
        IntStream.range(0, others.count())
            .parallel()
            .mapToLong(i -> ballsAround(others.row(i)))
            .sum();
    return balls / (double) others.count();
  }

  private long ballsAround(double[] point) {
    return IntStream.range(0, squaredRadii.length)
        .filter(i -> Features.squaredDistance(points.row(i), point) < squaredRadii[i])
        .count();
  }

  /** Returns the share of balls, 0 to 1, with at least one of the other images inside. */
  double shareOccupied(Features others) {
    return IntStream.range(0, squaredRadii.length)
            .parallel()
            .filter(i -> isOccupied(i, others))
            .count()
        / (double) squaredRadii.length;
  }

  private boolean isOccupied(int ball, Features others) {
    for (int i = 0; i < others.count(); i++) {
      if (Features.squaredDistance(points.row(ball), others.row(i)) < squaredRadii[ball]) {
        return true;
      }
    }
    return false;
  }
}
