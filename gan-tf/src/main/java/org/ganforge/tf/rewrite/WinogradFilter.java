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

  /**
   * Returns the filter of fewest products along an axis, if there is one: the kernel has to move by
   * one pixel. Of a stride of 2 every other tap meets every other pixel, which would be two
   * filters; measured, their sums took as long as the products that they saved.
   */
  static Optional<WinogradFilter> of(TapReach axis) {
    List<WinogradFilter> filters = new ArrayList<>();
    if (axis.stride() == 1 && axis.taps() > 1) {
      for (int places = 2; places + axis.taps() - 1 <= ToomCook.MOST_PRODUCTS; places++) {
        filters.add(tiled(axis, new ToomCook(places, axis.taps())));
      }
      if (axis.in() == axis.out() && Karatsuba.fits(axis.in())) {
        Karatsuba whole = new Karatsuba(axis.in());
        float[][] kernel = whole.kernel(axis.taps(), axis.before());
        filters.add(new WinogradFilter(1, whole.input(), kernel, whole.output()));
      }
    }
    return filters.stream().min(Comparator.comparingInt(WinogradFilter::size));
  }

  private static WinogradFilter tiled(TapReach axis, ToomCook tile) {
    int tiles = (axis.out() + tile.outputs() - 1) / tile.outputs();
    float[][] ofNumbers = tile.input();
    float[][] ofProducts = tile.output();
    float[][] input = new float[tile.products() * tiles][axis.in()];
    float[][] output = new float[axis.out()][tile.products() * tiles];
    for (int line = 0; line < input.length; line++) {
      int product = line / tiles;
      int first = line % tiles * tile.outputs();
      for (int i = 0; i < tile.products(); i++) {
        int pixel = first + i - axis.before();
        if (pixel >= 0 && pixel < axis.in()) {
          input[line][pixel] = ofNumbers[product][i];
        }
      }
      for (int i = 0; i < tile.outputs() && first + i < axis.out(); i++) {
        output[first + i][line] = ofProducts[product][i];
      }
    }
    return new WinogradFilter(tiles, input, tile.kernel(), output);
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
