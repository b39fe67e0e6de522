package org.ganforge.tf.form;

/**
 * Karatsuba multiplication, used to filter a whole axis of 2 pixels with 3 products, or of 4 with 9
 * (2 nested in 2). If a place y sees a pixel x through the tap t(x - y), y(0) = t(0) (x(0) + x(1))
 * + (t(1) - t(0)) x(1) and y(1) = t(0) (x(0) + x(1)) + (t(-1) - t(0)) x(0). It only adds and
 * subtracts, so it rounds less than {@link ToomCook}. Karatsuba and Ofman, "Multiplication of
 * Many-Digital Numbers by Automatic Computers" (1962).
 *
 * @param pixels 2 or 4; also the number of places that see them
 */
record Karatsuba(int pixels) {
  private static final float[][] INPUT = {{1, 1}, {0, 1}, {1, 0}};
  private static final float[][] OUTPUT = {{1, 1, 0}, {1, 0, 1}};

  /** The coefficients of t(-1), t(0) and t(1) in each product. */
  private static final float[][] DISTANCES = {{0, 1, 0}, {0, -1, 1}, {1, -1, 0}};

  static boolean fits(int pixels) {
    return pixels == 2 || pixels == 4;
  }

  int products() {
    return pixels == 2 ? INPUT.length : INPUT.length * INPUT.length;
  }

  /** Returns the coefficients of the pixels in each product: {@code [products][pixels]}. */
  float[][] input() {
    return pixels == 2 ? INPUT : nest(INPUT, 2);
  }

  /**
   * Returns the coefficients of the taps in each product: {@code [products][taps]}; 0 for taps that
   * reach no pixel from any place.
   *
   * @param taps the length of the kernel
   * @param before the tap that sees the pixel at the place itself
   */
  float[][] kernel(int taps, int before) {
    float[][] distances = pixels == 2 ? DISTANCES : nest(DISTANCES, 2);
    float[][] kernel = new float[distances.length][taps];
    for (int product = 0; product < distances.length; product++) {
      for (int i = 0; i < distances[product].length; i++) {
        int tap = i - (pixels - 1) + before;
        if (tap >= 0 && tap < taps) {
          kernel[product][tap] = distances[product][i];
        }
      }
    }
    return kernel;
  }

  /** Returns the coefficients of the products in each place: {@code [places][products]}. */
  float[][] output() {
    return pixels == 2 ? OUTPUT : nest(OUTPUT, OUTPUT[0].length);
  }

  /**
   * Returns the products of all pairs of lines; entries i and j of a pair count at {@code step * i
   * + j}.
   */
  private static float[][] nest(float[][] matrix, int step) {
    int length = matrix[0].length;
    float[][] nested = new float[matrix.length * matrix.length][step * (length - 1) + length];
    for (int line = 0; line < nested.length; line++) {
      for (int i = 0; i < length; i++) {
        for (int j = 0; j < length; j++) {
          nested[line][step * i + j] +=
              matrix[line / matrix.length][i] * matrix[line % matrix.length][j];
        }
      }
    }
    return nested;
  }
}
