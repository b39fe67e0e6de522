package org.ganforge.data;

/**
 * A position of the pen with its pressure.
 *
 * @param pressure the factor on the pen's half width, about 1
 */
record PenPoint(Point place, double pressure) {

  /**
   * Returns the point at {@code t} in [0, 1] between b and c on the Catmull-Rom curve a, b, c, d.
   */
  static PenPoint between(PenPoint a, PenPoint b, PenPoint c, PenPoint d, double t) {
    double x = cubic(a.place.x(), b.place.x(), c.place.x(), d.place.x(), t);
    double y = cubic(a.place.y(), b.place.y(), c.place.y(), d.place.y(), t);
    return new PenPoint(new Point(x, y), b.pressure + t * (c.pressure - b.pressure));
  }

  PenPoint scaled(double scale, double shiftX, double shiftY) {
    Point there = new Point(scale * place.x() + shiftX, scale * place.y() + shiftY);
    return new PenPoint(there, pressure);
  }

  private static double cubic(double a, double b, double c, double d, double t) {
    double quadratic = 2 * a - 5 * b + 4 * c - d;
    double third = 3 * (b - c) + d - a;
    return b + 0.5 * t * (c - a + t * (quadratic + t * third));
  }
}
