package org.ganforge.tf.truth.engine;

import java.util.List;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * Pairs of matrices, [m, k] and [k, n], and the arithmetic of their products.
 *
 * @param matrix whether there is one pair, without a batch dimension
 * @param turnLeft whether the left side is stored transposed
 * @param turnRight whether the right side is
 * @param shared whether one right side serves the whole batch
 */
record Factors(
    boolean matrix,
    int batch,
    int m,
    int k,
    int n,
    boolean turnLeft,
    boolean turnRight,
    boolean shared) {

  TensorShape left() {
    return shape(batch, turnLeft ? k : m, turnLeft ? m : k);
  }

  TensorShape right() {
    return shape(shared ? 1 : batch, turnRight ? n : k, turnRight ? k : n);
  }

  TensorShape product() {
    return shape(batch, m, n);
  }

  private TensorShape shape(int count, int rows, int columns) {
    return matrix ? TensorShape.of(rows, columns) : TensorShape.of(count, rows, columns);
  }

  /** Returns the product, and the gradients of left and right. */
  List<Expected> expected(FloatTensor left, FloatTensor right, FloatTensor cotangent) {
    double[] product = new double[batch * m * n];
    double[] toLeft = new double[left.shape().size()];
    double[] toRight = new double[right.shape().size()];
    for (int line = 0; line < batch * m; line++) {
      int b = line / m;
      for (int l = 0; l < k; l++) {
        int x = turnLeft ? (b * k + l) * m + line % m : line * k + l;
        int first = (shared ? 0 : b * k * n) + (turnRight ? l : l * n);
        for (int j = 0; j < n; j++) {
          int y = first + (turnRight ? j * k : j);
          int z = line * n + j;
          product[z] += (double) left.get(x) * right.get(y);
          toLeft[x] += (double) cotangent.get(z) * right.get(y);
          toRight[y] += (double) cotangent.get(z) * left.get(x);
        }
      }
    }
    return List.of(
        expected("product", product, k),
        expected("gradient of left", toLeft, n),
        expected("gradient of right", toRight, m));
  }

  /** A number can be a sum that cancels; its terms are about 1/3 each, of either sign. */
  private static Expected expected(String name, double[] values, int terms) {
    double scale = Math.sqrt(terms) / 3;
    for (double value : values) {
      scale = Math.max(scale, Math.abs(value));
    }
    return Expected.of(name, values, scale);
  }

  @Override
  public String toString() {
    return left() + (turnLeft ? "^T x " : " x ") + right() + (turnRight ? "^T" : "");
  }
}
