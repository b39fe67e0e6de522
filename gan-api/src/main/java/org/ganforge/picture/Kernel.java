package org.ganforge.picture;

/**
 * The weights with which the pixels of a row contribute to one pixel of a longer or shorter row.
 */
public enum Kernel {
  /** A windowed sinc with three lobes, widened when shrinking, as in Pillow. */
  LANCZOS {
    @Override
    double radius(double scale) {
      return LOBES * Math.max(1, scale);
    }

    @Override
    double weight(int pixel, double centre, double scale) {
      double x = (pixel + 0.5 - centre) / Math.max(1, scale);
      return Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
    }
  },
  /** The overlap of the pixel with the new one: the mean when shrinking. */
  AREA {
    @Override
    double radius(double scale) {
      return scale / 2 + 1;
    }

    @Override
    double weight(int pixel, double centre, double scale) {
      double from = Math.max(pixel, centre - scale / 2);
      double to = Math.min(pixel + 1, centre + scale / 2);
      return Math.max(0, to - from);
    }
  };

  private static final int LOBES = 3;

  /** Returns the distance from the centre, in pixels, beyond which all weights are 0. */
  abstract double radius(double scale);

  /**
   * Returns the weight before normalization.
   *
   * @param pixel the pixel's index
   * @param centre the centre of the new pixel, in old pixels
   * @param scale the width of a new pixel, in old pixels
   */
  abstract double weight(int pixel, double centre, double scale);

  /** Uses StrictMath because the last bit of Math.sin depends on the processor. */
  private static double sinc(double x) {
    return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
  }
}
