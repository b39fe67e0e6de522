package org.ganforge.data;

/**
 * A small grey picture that a round pen draws on. A pixel's brightness falls from white to black
 * over {@value #EDGE} pixels around the pen's rim, by the distance of its centre from the line:
 * plain arithmetic, with the same result on every machine.
 */
final class InkCanvas {
  private static final double EDGE = 1.2;

  private final int size;
  private final double[] ink;

  InkCanvas(int size) {
    this.size = size;
    this.ink = new double[size * size];
  }

  /** Draws a line whose half width changes linearly from {@code fromRadius} to {@code toRadius}. */
  void line(Point from, double fromRadius, Point to, double toRadius) {
    double reach = Math.max(fromRadius, toRadius) + EDGE;
    int lastX = last(Math.max(from.x(), to.x()) + reach);
    int lastY = last(Math.max(from.y(), to.y()) + reach);
    int firstX = first(Math.min(from.x(), to.x()) - reach);
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double lengthSquared = Math.max(dx * dx + dy * dy, 1e-12);
    for (int y = first(Math.min(from.y(), to.y()) - reach); y <= lastY; y++) {
      for (int x = firstX; x <= lastX; x++) {
        int pixel = y * size + x;
        if (ink[pixel] >= 1) {
          continue;
        }
        double px = x + 0.5 - from.x();
        double py = y + 0.5 - from.y();
        double along = between(0, (px * dx + py * dy) / lengthSquared, 1);
        double ex = px - along * dx;
        double ey = py - along * dy;
        double squared = ex * ex + ey * ey;
        double radius = fromRadius + along * (toRadius - fromRadius);
        double black = radius + EDGE / 2;
        if (squared < black * black) {
          double rim = radius - Math.sqrt(squared);
          ink[pixel] = between(ink[pixel], 0.5 + rim / EDGE, 1);
        }
      }
    }
  }

  /**
   * Half of the drawing time is spent here; Math.min and max would be real calls until the JIT has
   * warmed up.
   */
  private static double between(double least, double value, double most) {
    if (value < least) {
      return least;
    }
    return value < most ? value : most;
  }

  /** Writes the picture row by row, one byte per pixel, 255 for full ink. */
  void copyTo(byte[] pixels, int offset) {
    for (int i = 0; i < ink.length; i++) {
      pixels[offset + i] = (byte) (int) (ink[i] * 255 + 0.5);
    }
  }

  private int first(double edge) {
    return (int) Math.max(0, edge);
  }

  private int last(double edge) {
    return (int) Math.min(size - 1.0, edge);
  }
}
