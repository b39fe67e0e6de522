package org.ganforge.data;

import org.ganforge.layer.TensorShape;

/**
 * A shape on a background: position, rotation and the two colours. Everything is plain arithmetic
 * on doubles, so the pixels are the same on every machine.
 */
final class PaintedShape {
  private static final int CHANNELS = 3;

  private final ShapeOutline outline;
  private final int height;
  private final int width;
  private final double centreX;
  private final double centreY;
  private final double scale;
  private final double cos;
  private final double sin;
  private final double shade;
  private final double[] paper;
  private final double[] ink;

  /** Chooses everything except the outline at random. */
  PaintedShape(ShapeOutline outline, TensorShape image, Draws draws) {
    this.outline = outline;
    height = image.dim(0);
    width = image.dim(1);
    double side = Math.min(height, width);
    scale = side * draws.uniform(0.3, 0.42);
    centreX = width / 2.0 + draws.uniform(-1, 1) * room(width);
    centreY = height / 2.0 + draws.uniform(-1, 1) * room(height);
    double turn = draws.bell(0.12);
    cos = StrictMath.cos(turn);
    sin = StrictMath.sin(turn);
    shade = draws.uniform(-0.08, 0.08);
    boolean isDark = draws.below(3) == 0;
    paper =
        colour(
            draws.uniform(0, 6),
            draws.uniform(0.1, 0.4),
            isDark ? draws.uniform(0.12, 0.3) : draws.uniform(0.85, 1));
    ink =
        colour(
            draws.uniform(0, 6),
            draws.uniform(0.75, 1),
            isDark ? draws.uniform(0.85, 1) : draws.uniform(0.55, 0.9));
  }

  /**
   * Returns how far the centre may be from the middle: the rim stays a pixel away from the edge.
   */
  private double room(int side) {
    return Math.max(0, side / 2.0 - scale - 1);
  }

  /** Writes red, green and blue of each pixel, row by row. */
  void copyTo(byte[] pixels, int offset) {
    int at = offset;
    for (int row = 0; row < height; row++) {
      double light = 1 + shade * (2.0 * row / height - 1);
      for (int column = 0; column < width; column++) {
        double cover = cover((column + 0.5 - centreX) / scale, (row + 0.5 - centreY) / scale);
        for (int channel = 0; channel < CHANNELS; channel++) {
          double under = Math.min(1, light * paper[channel]);
          double value = under + cover * (ink[channel] - under);
          pixels[at++] = (byte) (int) (value * 255 + 0.5);
        }
      }
    }
  }

  /** Returns how much of a pixel the shape covers, in [0, 1]: its rim is one pixel wide. */
  private double cover(double x, double y) {
    double reach = 1 + 1 / scale;
    if (x * x + y * y > reach * reach) {
      return 0;
    }
    double inside = -scale * outline.distance(cos * x + sin * y, cos * y - sin * x);
    return Math.min(1, Math.max(0, 0.5 + inside));
  }

  /** Returns the colour of a hue in [0, 6), where red is 0, green 2 and blue 4. */
  private static double[] colour(double hue, double saturation, double value) {
    double[] colour = new double[CHANNELS];
    for (int channel = 0; channel < CHANNELS; channel++) {
      double k = (5 - 2 * channel + hue) % 6;
      colour[channel] = value - value * saturation * Math.max(0, Math.min(1, Math.min(k, 4 - k)));
    }
    return colour;
  }
}
