package org.ganforge.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.layer.FloatTensor;

/**
 * The real images nearest to an image in a network's features.
 *
 * @param indices the rows of the real features, nearest first
 * @param distances their distances, in the same order
 */
public record NearestRows(List<Integer> indices, List<Double> distances) {
  /** Copies the lists. */
  public NearestRows {
    indices = List.copyOf(indices);
    distances = List.copyOf(distances);
  }

  /**
   * Returns the nearest real images of one image.
   *
   * @param real {@code [count, size]}
   * @param one {@code [1, size]}
   * @param most how many, at most all
   */
  public static NearestRows of(FloatTensor real, FloatTensor one, int most) {
    Features all = Features.of("real features", real);
    Features point = Features.of("features", one);
    Features.requireSameSize(all, point);
    double[] squares =
        IntStream.range(0, all.count())
            .mapToDouble(i -> Features.squaredDistance(all.row(i), point.row(0)))
            .toArray();
    List<Integer> nearest =
        IntStream.range(0, squares.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> squares[i]))
            .limit(most)
            .toList();
    return new NearestRows(nearest, nearest.stream().map(i -> Math.sqrt(squares[i])).toList());
  }
}
