package org.ganforge.tf.rewrite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A convolution along one axis with fewer products than taps: sums of pixels times sums of taps,
 * added up. The axis may be cut into tiles, whose sums of taps are the same.
 */
final class WinogradFilter {
  private final int tiles;
  private final float[][] input;
  private final float[][] kernel;
  private final float[][] output;

  private WinogradFilter(int tiles, float[][] input, float[][] kernel, float[][] output) {
    this.tiles = tiles;
    this.input = input;
    this.kernel = kernel;
    this.output = output;
  }

  int tiles() {
    return tiles;
  }

  /**
   * Returns what is added up of the pixels, {@code [products * tiles][pixels]}, the tiles of a
   * product side by side; zeros around the image are left out.
   */
  float[][] input() {
    return input;
  }

  /** Returns what is added up of the taps, {@code [products][taps]}. */
  float[][] kernel() {
    return kernel;
  }

  /** Returns what is added up of the products, {@code [places][products * tiles]}. */
  float[][] output() {
    return output;
  }

  int products() {
    return kernel.length;
  }

  /** Returns how many products the whole axis takes. */
  int size() {
    return input.length;
  }

  /**
   * Returns the filter of fewest products for a kernel that moves by one pixel, if there is one.
   *
   * @param pixels how long the axis is
   * @param taps how long the kernel is
   * @param before zeros before the first pixel
   * @param places how many places the kernel takes
   */
  static Optional<WinogradFilter> of(int pixels, int taps, int before, int places) {
    List<WinogradFilter> filters = new ArrayList<>();
    for (int tile = 2; tile + taps - 1 <= ToomCook.MOST_PRODUCTS; tile++) {
      filters.add(tiled(new ToomCook(tile, taps), pixels, before, places));
    }
    if (pixels == places && (pixels == 2 || pixels == 4)) {
      filters.add(whole(pixels, taps, before));
    }
    return filters.stream().min(Comparator.comparingInt(WinogradFilter::size));
  }

  private static WinogradFilter tiled(ToomCook tile, int pixels, int before, int places) {
    int tiles = (places + tile.outputs() - 1) / tile.outputs();
    int size = tile.products() * tiles;
    float[][] input = new float[size][pixels];
    float[][] output = new float[places][size];
    for (int product = 0; product < tile.products(); product++) {
      for (int k = 0; k < tiles; k++) {
        int line = product * tiles + k;
        int first = k * tile.outputs();
        for (int i = 0; i < tile.products(); i++) {
          int pixel = first + i - before;
          if (pixel >= 0 && pixel < pixels) {
            input[line][pixel] = (float) tile.input()[product][i];
          }
        }
        for (int i = 0; i < tile.outputs() && first + i < places; i++) {
          output[first + i][line] = (float) tile.output()[product][i];
        }
      }
    }
    return new WinogradFilter(tiles, input, floats(tile.kernel()), output);
  }

  /**
   * Returns Karatsuba's filter of an axis of 2 pixels, or of 4 as 2 of 2: where a place y sees a
   * pixel x through tap t(x - y), y(0) = t(0) (x(0) + x(1)) + (t(1) - t(0)) x(1) and y(1) = t(0)
   * (x(0) + x(1)) + (t(-1) - t(0)) x(0).
   */
  private static WinogradFilter whole(int pixels, int taps, int before) {
    float[][] input = {{1, 1}, {0, 1}, {1, 0}};
    float[][] output = {{1, 1, 0}, {1, 0, 1}};
    float[][] distances = {{0, 1, 0}, {0, -1, 1}, {1, -1, 0}}; // of -1, 0 and 1
    if (pixels == 2) {
      return new WinogradFilter(1, input, taps(distances, 1, taps, before), output);
    }
    return new WinogradFilter(
        1, nest(input), taps(nestDistances(distances), 3, taps, before), nest(output));
  }

  /** Returns the taps at distances from {@code -most} on; taps that reach no pixel are left out. */
  private static float[][] taps(float[][] distances, int most, int taps, int before) {
    float[][] kernel = new float[distances.length][taps];
    for (int product = 0; product < distances.length; product++) {
      for (int i = 0; i < distances[product].length; i++) {
        int tap = i - most + before;
        if (tap >= 0 && tap < taps) {
          kernel[product][tap] = distances[product][i];
        }
      }
    }
    return kernel;
  }

  private static float[][] nest(float[][] matrix) {
    return kronecker(matrix, matrix[0].length);
  }

  /** Two distances, of pairs and within them, are one: 2 times the first and the second. */
  private static float[][] nestDistances(float[][] distances) {
    return kronecker(distances, 2);
  }

  /** Returns the product of each two lines, the second of them moved by {@code step} each time. */
  private static float[][] kronecker(float[][] matrix, int step) {
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

  private static float[][] floats(double[][] matrix) {
    float[][] floats = new float[matrix.length][matrix[0].length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[i].length; j++) {
        floats[i][j] = (float) matrix[i][j];
      }
    }
    return floats;
  }
}
