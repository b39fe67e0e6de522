package org.ganforge.tf.form;

/**
 * Toom-Cook multiplication of polynomials, transposed to filter: {@code outputs} sums of {@code
 * taps} products each, over {@code outputs + taps - 1} consecutive numbers, with only as many
 * products as numbers. Numbers and taps are evaluated at a few points, the last of them infinity.
 * Winograd, "Arithmetic Complexity of Computations" (1980); Lavin and Gray, "Fast Algorithms for
 * Convolutional Neural Networks" (2016), use it for convolutions.
 */
record ToomCook(int outputs, int taps) {
  /** Points whose powers stay near 1, so that sums lose few digits; the best ones first. */
  private static final double[] POINTS = {0, 1, -1, 0.5, -2};

  /** With one more point, errors would more than double. */
  static final int MOST_PRODUCTS = POINTS.length + 1;

  int products() {
    return outputs + taps - 1;
  }

  /** Returns the coefficients of the numbers in each product: {@code [products][numbers]}. */
  float[][] input() {
    float[][] input = new float[products()][];
    for (int i = 0; i < input.length; i++) {
      input[i] = polynomial(i);
    }
    return input;
  }

  /**
   * Returns the coefficients of the polynomial that is 0 at every point except one; infinity, the
   * last point, does not count.
   */
  private float[] polynomial(int except) {
    // Products of halves and integers, which are exact in float32.
    float[] coefficients = new float[products()];
    coefficients[0] = 1;
    for (int i = 0; i < products() - 1; i++) {
      if (i != except) {
        for (int j = coefficients.length - 1; j >= 0; j--) {
          coefficients[j] =
              (j == 0 ? 0 : coefficients[j - 1]) - (float) POINTS[i] * coefficients[j];
        }
      }
    }
    return coefficients;
  }

  /** Returns the coefficients of the taps in each product: {@code [products][taps]}. */
  float[][] kernel() {
    float[][] kernel = powers(taps);
    for (int i = 0; i < products() - 1; i++) {
      double divisor = 1;
      for (int j = 0; j < products() - 1; j++) {
        divisor *= j == i ? 1 : POINTS[i] - POINTS[j];
      }
      for (int j = 0; j < taps; j++) {
        // Divide the exact power, so that a sixth is rounded only once.
        kernel[i][j] = (float) (Math.pow(POINTS[i], j) / divisor);
      }
    }
    return kernel;
  }

  /** Returns the coefficients of each product in the sums: {@code [products][outputs]}. */
  float[][] output() {
    return powers(outputs);
  }

  /** Returns the powers of each point from 0 up; for infinity, only the highest counts. */
  private float[][] powers(int count) {
    float[][] powers = new float[products()][count];
    for (int i = 0; i < products() - 1; i++) {
      for (int j = 0; j < count; j++) {
        powers[i][j] = (float) Math.pow(POINTS[i], j);
      }
    }
    powers[products() - 1][count - 1] = 1;
    return powers;
  }
}
