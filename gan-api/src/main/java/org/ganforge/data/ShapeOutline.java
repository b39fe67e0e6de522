package org.ganforge.data;

import java.util.ArrayList;
import java.util.List;

/** The outline of a filled shape around the origin, within distance 1; y runs downwards. */
sealed interface ShapeOutline {
  /** Returns the distance of a point from the outline, negative inside. */
  double distance(double x, double y);

  /**
   * A disc, or a ring if it has a hole.
   *
   * @param radius the radius of the disc
   * @param hole the radius of the hole; 0 for none
   */
  record Disc(double radius, double hole) implements ShapeOutline {
    @Override
    public double distance(double x, double y) {
      double fromCentre = Math.sqrt(x * x + y * y);
      return hole == 0 ? fromCentre - radius : Math.max(fromCentre - radius, hole - fromCentre);
    }
  }

  /**
   * A filled polygon.
   *
   * @param corners the corners in order; the last is joined to the first
   */
  record Polygon(List<Point> corners) implements ShapeOutline {
    /**
     * Returns a polygon whose corners lie on circles with these radii, cyclically, the first at the
     * top.
     */
    static Polygon of(int corners, double... radii) {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < corners; i++) {
        double radius = radii[i % radii.length];
        double angle = 2 * Math.PI * i / corners;
        points.add(new Point(radius * StrictMath.sin(angle), -radius * StrictMath.cos(angle)));
      }
      return new Polygon(points);
    }

    /** A point is inside if a ray from it to the right crosses an odd number of edges. */
    @Override
    public double distance(double x, double y) {
      double nearest = Double.POSITIVE_INFINITY;
      boolean isInside = false;
      Point from = corners.get(corners.size() - 1);
      for (Point to : corners) {
        nearest = Math.min(nearest, toLine(x, y, from, to));
        if ((from.y() > y) != (to.y() > y)
            && x < from.x() + (y - from.y()) / (to.y() - from.y()) * (to.x() - from.x())) {
          isInside = !isInside;
        }
        from = to;
      }
      return isInside ? -nearest : nearest;
    }
  }

  /**
   * Lines drawn with a round pen.
   *
   * @param lines the pen's paths; points are joined by straight lines
   * @param radius the pen's half width
   */
  record Strokes(List<List<Point>> lines, double radius) implements ShapeOutline {
    @Override
    public double distance(double x, double y) {
      double nearest = Double.POSITIVE_INFINITY;
      for (List<Point> line : lines) {
        for (int i = 1; i < line.size(); i++) {
          nearest = Math.min(nearest, toLine(x, y, line.get(i - 1), line.get(i)));
        }
      }
      return nearest - radius;
    }
  }

  private static double toLine(double x, double y, Point from, Point to) {
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double px = x - from.x();
    double py = y - from.y();
    double along = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy)));
    double ex = px - along * dx;
    double ey = py - along * dy;
    return Math.sqrt(ex * ex + ey * ey);
  }
}
