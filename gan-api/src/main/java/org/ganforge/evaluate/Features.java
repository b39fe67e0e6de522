package org.ganforge.evaluate;

import java.util.Random;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;

/**
 * A network's features of some images, a row of numbers for each, in double precision: float32
 * rounding would be visible in sums over ten thousand images.
 */
final class Features {
  private final double[][] rows;

  private Features(double[][] rows) {
    this.rows = rows;
  }

  /**
   * Converts features {@code [count, size]}.
   *
   * @param where what they are, for error messages
   */
  static Features of(String where, FloatTensor features) {
    if (features.shape().rank() != 2) {
      throw new InvalidInputException(
          where,
          "a row of features for each image, [count, size]",
          features.shape().toString(),
          "take them from ImageClassifier.features");
    }
    int size = features.shape().dim(1);
    double[][] rows = new double[features.count()][size];
    for (int i = 0; i < rows.length * size; i++) {
      rows[i / size][i % size] = Checks.finite(where + "[" + i / size + "]", features.get(i));
    }
    return new Features(rows);
  }

  /** Converts features of generated images, as many as there are real ones. */
  static Features asMany(Features real, String where, FloatTensor generated) {
    Features features = of(where, generated);
    requireSameSize(real, features);
    if (features.count() != real.count()) {
      throw new InvalidInputException(
          where,
          real.count() + " images, as many as real ones",
          features.count() + "",
          "compare equally many of all");
    }
    return features;
  }

  /** Checks that both have the same number of features, as those of the same network do. */
  static void requireSameSize(Features real, Features generated) {
    if (real.size() != generated.size()) {
      throw new InvalidInputException(
          "generated features",
          real.size() + " for each image, as the real ones have",
          generated.size() + "",
          "use the same network for both");
    }
  }

  /** Returns a random part without replacement, determined by the seed and the name. */
  Features part(int size, long seed, String name) {
    return new Features(rows(size, Seeds.derive(seed, name)));
  }

  /** Returns the rows of a random part without replacement. */
  double[][] rows(int size, long seed) {
    int[] order = IntStream.range(0, rows.length).toArray();
    Random random = new Random(seed);
    double[][] chosen = new double[size][];
    for (int i = 0; i < size; i++) {
      int other = i + random.nextInt(order.length - i);
      int index = order[other];
      order[other] = order[i];
      order[i] = index;
      chosen[i] = rows[index];
    }
    return chosen;
  }

  int count() {
    return rows.length;
  }

  int size() {
    return rows[0].length;
  }

  double[] row(int index) {
    return rows[index];
  }

  /** Returns the rows without a copy; do not modify them. */
  double[][] rows() {
    return rows;
  }

  /**
   * Returns the squared Euclidean distance of two rows. Four partial sums take a third of the time
   * of one, since Java may not reorder a sum.
   */
  static double squaredDistance(double[] one, double[] other) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i + 3 < one.length; i += 4) {
      first += square(one[i] - other[i]);
      second += square(one[i + 1] - other[i + 1]);
      third += square(one[i + 2] - other[i + 2]);
      fourth += square(one[i + 3] - other[i + 3]);
    }
    for (; i < one.length; i++) {
      first += square(one[i] - other[i]);
    }
    return first + second + (third + fourth);
  }

  private static double square(double number) {
    return number * number;
  }

  /** Returns the dot product of two rows. */
  static double product(double[] one, double[] other) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i + 3 < one.length; i += 4) {
      first += one[i] * other[i];
      second += one[i + 1] * other[i + 1];
      third += one[i + 2] * other[i + 2];
      fourth += one[i + 3] * other[i + 3];
    }
    for (; i < one.length; i++) {
      first += one[i] * other[i];
    }
    return first + second + (third + fourth);
  }
}
