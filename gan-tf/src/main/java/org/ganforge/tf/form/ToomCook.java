package org.ganforge.tf.form;

/**
 * Toom and Cook's way to multiply polynomials, turned around to filter: {@code outputs} sums of
 * {@code taps} products each, of {@code outputs + taps - 1} numbers in a row, by as many products
 * as there are numbers. Both are evaluated at a few points, the last of them infinity. Winograd,
 * "Arithmetic Complexity of Computations" (1980); Lavin and Gray, "Fast Algorithms for
 * Convolutional Neural Networks" (2016), use it for convolutions.
 */
record ToomCook(int outputs, int taps) {
  /** Points whose powers stay near 1, so that sums lose few digits, the best ones first. */
  private static final double[] POINTS = {0, 1, -1, 0.5, -2};

  /** With a point more, errors would be more than twice as large. */
  static final int MOST_PRODUCTS = POINTS.length + 1;

  int products() {
    return outputs + taps - 1;
  }

  /** Returns what is added up of the numbers for each product: {@code [products][numbers]}. */
  float[][] input() {
    float[][] input = new float[products()][];
    for (int i = 0; i < input.length; i++) {
      input[i] = polynomial(i);
    }
    return input;
  }

  /**
   * Returns the coefficients of the polynomial that is 0 at every point but one; infinity, the
   * last, is none.
   */
  private float[] polynomial(int except) {
    // Products of halves and whole numbers, which float32 has exactly.
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

  /** Returns what is added up of the taps for each product: {@code [products][taps]}. */
  float[][] kernel() {
    float[][] kernel = powers(taps);
    for (int i = 0; i < products() - 1; i++) {
      double divisor = 1;
      for (int j = 0; j < products() - 1; j++) {
        divisor *= j == i ? 1 : POINTS[i] - POINTS[j];
      }
      for (int j = 0; j < taps; j++) {
        // Of the exact power: a sixth is rounded once.
        kernel[i][j] = (float) (Math.pow(POINTS[i], j) / divisor);
      }
    }
    return kernel;
  }

  /** Returns what each product adds to each sum: {@code [products][outputs]}. */
  float[][] output() {
    return powers(outputs);
  }

  /** Returns the powers of each point from 0 on; infinity has its highest alone. */
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
