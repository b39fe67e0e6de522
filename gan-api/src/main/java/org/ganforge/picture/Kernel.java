package org.ganforge.picture;

/** How much each pixel of a row counts for one pixel of a longer or shorter row. */
public enum Kernel {
  /** The windowed sinc of three lobes, widened where the row becomes shorter, as Pillow's. */
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
  /** The share of the pixel's area that lies within: the mean where the row becomes shorter. */
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

  /** Returns how far from the centre, in pixels, weights can be other than 0. */
  abstract double radius(double scale);

  /**
   * Returns the weight, which has yet to be divided by the sum of all.
   *
   * @param pixel the pixel's index
   * @param centre where the new pixel's middle lies in the old row
   * @param scale how many old pixels one new pixel is wide
   */
  abstract double weight(int pixel, double centre, double scale);

  /** By StrictMath: the last bit of Math.sin depends on the processor. */
  private static double sinc(double x) {
    return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
  }
}
