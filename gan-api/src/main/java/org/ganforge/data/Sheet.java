package org.ganforge.data;

import java.util.List;

/**
 * Places a written digit on its picture. As in MNIST it fills a box of about 20 pixels with its
 * centre of mass in the middle; here both vary a little.
 */
final class Sheet {
  private final List<List<PenPoint>> paths;
  private double minX = Double.POSITIVE_INFINITY;
  private double maxX = Double.NEGATIVE_INFINITY;
  private double minY = Double.POSITIVE_INFINITY;
  private double maxY = Double.NEGATIVE_INFINITY;
  private double length;
  private double massX;
  private double massY;

  private Sheet(List<List<PenPoint>> paths) {
    this.paths = paths;
    for (List<PenPoint> path : paths) {
      for (int i = 0; i < path.size(); i++) {
        measure(path.get(Math.max(0, i - 1)).place(), path.get(i).place());
      }
    }
  }

  /** Returns a picture of {@code side} x {@code side} pixels with the paths drawn to fit. */
  static InkCanvas fit(List<List<PenPoint>> paths, Draws draws, int side) {
    Sheet sheet = new Sheet(paths);
    double radius = draws.uniform(0.8, 1.6);
    double box = draws.uniform(17.5, 20) - 2 * radius;
    double scale = box / Math.max(sheet.maxX - sheet.minX, sheet.maxY - sheet.minY);
    double shiftX = side / 2.0 - scale * sheet.massX / sheet.length + draws.bell(0.35);
    double shiftY = side / 2.0 - scale * sheet.massY / sheet.length + draws.bell(0.35);
    InkCanvas canvas = new InkCanvas(side);
    sheet.draw(canvas, radius, scale, shiftX, shiftY);
    return canvas;
  }

  private void draw(InkCanvas canvas, double radius, double scale, double shiftX, double shiftY) {
    for (List<PenPoint> path : paths) {
      PenPoint from = path.get(0).scaled(scale, shiftX, shiftY);
      for (PenPoint next : path.subList(1, path.size())) {
        PenPoint to = next.scaled(scale, shiftX, shiftY);
        canvas.line(from.place(), radius * from.pressure(), to.place(), radius * to.pressure());
        from = to;
      }
    }
  }

  private void measure(Point from, Point to) {
    minX = Math.min(minX, to.x());
    maxX = Math.max(maxX, to.x());
    minY = Math.min(minY, to.y());
    maxY = Math.max(maxY, to.y());
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double piece = Math.sqrt(dx * dx + dy * dy);
    length += piece;
    massX += piece * (from.x() + to.x()) / 2;
    massY += piece * (from.y() + to.y()) / 2;
  }
}
