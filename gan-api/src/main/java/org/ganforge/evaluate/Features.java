package org.ganforge.evaluate;

import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;

/**
 * What a network sees in some images, a row of numbers for each, in double precision: rounding of
 * float32 would show in sums over ten thousand images.
 */
final class Features {
  private final double[][] rows;

  private Features(double[][] rows) {
    this.rows = rows;
  }

  /**
   * Takes {@code [count, size]} numbers over.
   *
   * @param where what they are of, for messages
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

  /** Checks that both are of the same network, as far as the number of features tells. */
  static void requireSameSize(Features real, Features generated) {
    if (real.size() != generated.size()) {
      throw new InvalidInputException(
          "generated features",
          real.size() + " for each image, as the real ones have",
          generated.size() + "",
          "let the same network look at both");
    }
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

  /** Returns the square of the Euclidean distance of two rows. */
  static double squaredDistance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = one[i] - other[i];
      sum += difference * difference;
    }
    return sum;
  }

  /** Returns the product of two rows. */
  static double product(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
