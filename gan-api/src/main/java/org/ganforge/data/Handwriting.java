package org.ganforge.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The handwriting of one digit: slant, rotation, width, pressure and tremble. It turns a {@link
 * DigitShape} into pen lines; each control point carries the pen's half width.
 */
final class Handwriting {
  private static final int STEPS = 5;

  private final Draws draws;
  private final double slant;
  private final double turn;
  private final double width;
  private final double bend;
  private final double wobble;

  Handwriting(Draws draws) {
    this.draws = draws;
    slant = 0.15 + draws.bell(0.2);
    turn = draws.bell(0.08);
    width = draws.uniform(0.7, 1.3);
    bend = draws.bell(0.07);
    wobble = draws.uniform(0.012, 0.045);
  }

  /** Returns the shape in this handwriting: smooth paths, divided into short straight segments. */
  List<List<PenPoint>> write(DigitShape shape) {
    // Strokes that meet in a point must still meet after wobbling.
    Map<Point, PenPoint> written = new HashMap<>();
    List<List<PenPoint>> paths = new ArrayList<>();
    for (List<Point> stroke : shape.strokes()) {
      List<PenPoint> controls = new ArrayList<>();
      for (Point point : stroke) {
        controls.add(written.computeIfAbsent(point, this::place));
      }
      paths.add(smooth(controls));
    }
    return paths;
  }

  private PenPoint place(Point point) {
    double x = (point.x() - 0.5 + draws.bell(wobble)) * width;
    double y = point.y() - 0.5 + draws.bell(wobble);
    double leaning = x - slant * y + bend * (4 * y * y - 0.5);
    return new PenPoint(new Point(leaning - turn * y, y + turn * leaning), 1 + draws.bell(0.1));
  }

  /** Returns points on a Catmull-Rom curve through the controls. */
  private static List<PenPoint> smooth(List<PenPoint> controls) {
    List<PenPoint> path = new ArrayList<>();
    int last = controls.size() - 1;
    for (int i = 0; i < last; i++) {
      for (int step = 0; step < STEPS; step++) {
        path.add(
            PenPoint.between(
                controls.get(Math.max(0, i - 1)),
                controls.get(i),
                controls.get(i + 1),
                controls.get(Math.min(last, i + 2)),
                (double) step / STEPS));
      }
    }
    path.add(controls.get(last));
    return path;
  }
}
