package org.ganforge.tf.rewrite;

/**
 * Toom and Cook's way to multiply polynomials, turned around to filter: {@code outputs} sums of
 * {@code taps} products each, of {@code outputs + taps - 1} numbers in a row, by as many products
 * as there are numbers. Both are evaluated at a few points, the last of them infinity. Winograd,
 * "Arithmetic Complexity of Computations" (1980); used for convolutions by Lavin and Gray, "Fast
 * Algorithms for Convolutional Neural Networks" (2016).
 */
record ToomCook(int outputs, int taps) {
  /** Points whose powers stay near 1, so that sums lose few digits, the best ones first. */
  private static final double[] POINTS = {0, 1, -1, 0.5, -2};

  /** With more points a sum loses a digit more. */
  static final int MOST_PRODUCTS = POINTS.length + 1;

  int products() {
    return outputs + taps - 1;
  }

  /** Returns what is added up of the numbers for each product: {@code [products][numbers]}. */
  double[][] input() {
    int last = products() - 1;
    double[][] input = new double[products()][];
    for (int i = 0; i < last; i++) {
      input[i] = polynomial(i);
    }
    input[last] = polynomial(-1);
    return input;
  }

  /** Returns what is added up of the taps for each product: {@code [products][taps]}. */
  double[][] kernel() {
    double[][] kernel = powers(taps);
    for (int i = 0; i < products() - 1; i++) {
      double scale = 1;
      for (int j = 0; j < products() - 1; j++) {
        scale *= j == i ? 1 : POINTS[i] - POINTS[j];
      }
      for (int j = 0; j < taps; j++) {
        kernel[i][j] /= scale;
      }
    }
    return kernel;
  }

  /** Returns what each product adds to each sum: {@code [products][outputs]}. */
  double[][] output() {
    return powers(outputs);
  }

  /** Returns the powers of each point from 0 on; infinity has its highest alone. */
  private double[][] powers(int count) {
    double[][] powers = new double[products()][count];
    for (int i = 0; i < products() - 1; i++) {
      for (int j = 0; j < count; j++) {
        powers[i][j] = Math.pow(POINTS[i], j);
      }
    }
    powers[products() - 1][count - 1] = 1;
    return powers;
  }

  /** Returns the coefficients of the polynomial that is 0 at every point but one. */
  private double[] polynomial(int except) {
    double[] coefficients = new double[products()];
    coefficients[0] = 1;
    for (int i = 0; i < products() - 1; i++) {
      if (i != except) {
        for (int j = coefficients.length - 1; j >= 0; j--) {
          coefficients[j] = (j == 0 ? 0 : coefficients[j - 1]) - POINTS[i] * coefficients[j];
        }
      }
    }
    return coefficients;
  }
}
