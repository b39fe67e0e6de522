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

  /** Returns the filter of fewest products along an axis, if there is one. */
  static Optional<WinogradFilter> of(TapReach axis) {
    List<WinogradFilter> filters = new ArrayList<>();
    int most = (axis.taps() + axis.stride() - 1) / axis.stride();
    for (int places = 2; places + most - 1 <= ToomCook.MOST_PRODUCTS; places++) {
      filters.add(tiled(axis, places));
    }
    if (axis.stride() == 1 && axis.in() == axis.out() && Karatsuba.fits(axis.in())) {
      Karatsuba whole = new Karatsuba(axis.in());
      float[][] kernel = whole.kernel(axis.taps(), axis.before());
      filters.add(new WinogradFilter(1, whole.input(), kernel, whole.output()));
    }
    return filters.stream().min(Comparator.comparingInt(WinogradFilter::size));
  }

  /** With a stride, every so many taps meet every so many pixels, as a filter of their own. */
  private static WinogradFilter tiled(TapReach axis, int places) {
    int tiles = (axis.out() + places - 1) / places;
    List<float[]> input = new ArrayList<>();
    List<float[]> kernel = new ArrayList<>();
    List<float[]> outputs = new ArrayList<>();
    for (int phase = 0; phase < Math.min(axis.stride(), axis.taps()); phase++) {
      int taps = (axis.taps() - phase + axis.stride() - 1) / axis.stride();
      ToomCook tile = new ToomCook(places, taps);
      for (int product = 0; product < tile.products(); product++) {
        kernel.add(spread(tile.kernel()[product], axis.stride(), phase, axis.taps()));
        for (int k = 0; k < tiles; k++) {
          int first = k * places;
          input.add(
              spread(
                  tile.input()[product],
                  axis.stride(),
                  first * axis.stride() + phase - axis.before(),
                  axis.in()));
          outputs.add(spread(tile.output()[product], 1, first, axis.out()));
        }
      }
    }
    return new WinogradFilter(
        tiles,
        input.toArray(float[][]::new),
        kernel.toArray(float[][]::new),
        transpose(outputs, axis.out()));
  }

  /** Returns a line with values from {@code first} on in steps; what lies outside is left out. */
  private static float[] spread(float[] values, int step, int first, int length) {
    float[] line = new float[length];
    for (int i = 0; i < values.length; i++) {
      int place = first + i * step;
      if (place >= 0 && place < length) {
        line[place] = values[i];
      }
    }
    return line;
  }

  private static float[][] transpose(List<float[]> columns, int lines) {
    float[][] matrix = new float[lines][columns.size()];
    for (int column = 0; column < columns.size(); column++) {
      for (int line = 0; line < lines; line++) {
        matrix[line][column] = columns.get(column)[line];
      }
    }
    return matrix;
  }

  int tiles() {
    return tiles;
  }

  /** Returns how many products a tile takes. */
  int products() {
    return kernel.length;
  }

  /** Returns how many products the whole axis takes. */
  int size() {
    return input.length;
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
}
