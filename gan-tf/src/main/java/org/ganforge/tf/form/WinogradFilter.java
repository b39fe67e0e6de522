package org.ganforge.tf.form;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A convolution along one axis as sums of pixels times sums of taps, added up. With more than a few
 * places, this takes fewer products than the convolution itself. The axis may be cut into tiles,
 * which share the sums of taps.
 */
final class WinogradFilter {
  /** The matrices of sums are dense, so their own products grow with the square of the axis. */
  private static final int MOST_PLACES = 32;

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
   * Returns the filter with the fewest products along an axis; empty unless the kernel moves by one
   * pixel. A stride of 2 could be split into two filters, but their sums were measured to take as
   * long as the products they saved.
   */
  static Optional<WinogradFilter> of(Axis axis) {
    if (axis.stride() != 1 || axis.taps() == 1 || axis.out() > MOST_PLACES) {
      return Optional.empty();
    }
    Optional<ToomCook> tile =
        IntStream.rangeClosed(2, ToomCook.MOST_PRODUCTS - axis.taps() + 1)
            .mapToObj(places -> new ToomCook(places, axis.taps()))
            .min(Comparator.comparingInt(tried -> tried.products() * tiles(axis, tried)));
    if (axis.in() == axis.out() && Karatsuba.fits(axis.in())) {
      Karatsuba whole = new Karatsuba(axis.in());
      if (tile.stream().allMatch(t -> whole.products() < t.products() * tiles(axis, t))) {
        float[][] kernel = whole.kernel(axis.taps(), axis.before());
        return Optional.of(new WinogradFilter(1, whole.input(), kernel, whole.output()));
      }
    }
    return tile.map(fewest -> tiled(axis, fewest));
  }

  private static int tiles(Axis axis, ToomCook tile) {
    return (axis.out() + tile.outputs() - 1) / tile.outputs();
  }

  private static WinogradFilter tiled(Axis axis, ToomCook tile) {
    int tiles = tiles(axis, tile);
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

  int pixels() {
    return input[0].length;
  }

  int taps() {
    return kernel[0].length;
  }

  int places() {
    return output.length;
  }

  /** Returns how many products the whole axis takes. */
  int size() {
    return input.length;
  }

  /**
   * Returns the coefficients of the pixels, {@code [products * tiles][pixels]}, the tiles of a
   * product side by side; zeros around the image are left out.
   */
  float[][] input() {
    return input;
  }

  /** Returns the coefficients of the taps, {@code [products][taps]}. */
  float[][] kernel() {
    return kernel;
  }

  /** Returns the coefficients of the products, {@code [places][products * tiles]}. */
  float[][] output() {
    return output;
  }
}
