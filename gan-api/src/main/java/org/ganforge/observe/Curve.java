package org.ganforge.observe;

import java.util.ArrayList;
import java.util.List;

/**
 * A curve over the iterations, collected point by point in bounded memory. Up to 1,000 points are
 * kept as they are. Beyond that, equal stretches of iterations keep their smallest point, their
 * largest point and their mean: at that resolution, it looks like all points, including peaks.
 * Numbers that are not finite make gaps.
 */
final class Curve {
  private static final int MOST_STRETCHES = 1000;

  private List<Stretch> stretches = new ArrayList<>();
  private long width = 1;

  /** A point; its value is NaN where the curve has a gap. */
  record Point(double iteration, double value) {}

  /** Consecutive iterations, {@code count} of them with a finite value. */
  private record Stretch(double first, Point least, Point greatest, double sum, long count) {
    static Stretch of(long iteration, double value) {
      boolean finite = Double.isFinite(value);
      Point point = new Point(iteration, finite ? value : Double.NaN);
      return new Stretch(iteration, point, point, finite ? value : 0, finite ? 1 : 0);
    }

    Stretch plus(Stretch next) {
      if (next.count == 0) {
        return this;
      }
      return new Stretch(
          first,
          count == 0 || next.least.value < least.value ? next.least : least,
          count == 0 || next.greatest.value > greatest.value ? next.greatest : greatest,
          sum + next.sum,
          count + next.count);
    }
  }

  /** Adds a point; iterations must come in order. */
  void add(long iteration, double value) {
    Stretch stretch = Stretch.of(iteration, value);
    int last = stretches.size() - 1;
    if (last >= 0 && iteration < stretches.get(last).first + width) {
      stretches.set(last, stretches.get(last).plus(stretch));
      return;
    }
    stretches.add(stretch);
    if (stretches.size() > MOST_STRETCHES) {
      joinPairs();
    }
  }

  private void joinPairs() {
    List<Stretch> pairs = new ArrayList<>();
    for (int i = 0; i < stretches.size(); i += 2) {
      Stretch one = stretches.get(i);
      pairs.add(i + 1 < stretches.size() ? one.plus(stretches.get(i + 1)) : one);
    }
    stretches = pairs;
    width *= 2;
  }

  /** Returns whether there is a finite number to draw. */
  boolean isVisible() {
    return stretches.stream().anyMatch(stretch -> stretch.count > 0);
  }

  /** Returns the last iteration, or one just before it. */
  double last() {
    return stretches.get(stretches.size() - 1).first + width - 1;
  }

  /** Returns at most 2,000 points. */
  List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (Stretch stretch : stretches) {
      boolean fallen = stretch.least.iteration > stretch.greatest.iteration;
      points.add(fallen ? stretch.greatest : stretch.least);
      if (!stretch.least.equals(stretch.greatest) && stretch.count > 0) {
        points.add(fallen ? stretch.least : stretch.greatest);
      }
    }
    return points;
  }

  /** Returns how many iterations each of the {@link #means} averages; 1 for a short curve. */
  long window() {
    return (2L * reach() + 1) * width;
  }

  /** Returns at most 1,000 points, each the mean of its surroundings. */
  List<Point> means() {
    int reach = reach();
    List<Point> means = new ArrayList<>();
    for (int i = 0; i < stretches.size(); i++) {
      double sum = 0;
      long count = 0;
      int end = Math.min(stretches.size(), i + reach + 1);
      for (Stretch stretch : stretches.subList(Math.max(0, i - reach), end)) {
        sum += stretch.sum;
        count += stretch.count;
      }
      means.add(new Point(stretches.get(i).first + (width - 1) / 2.0, sum / count));
    }
    return means;
  }

  /** Returns at most 1,000 points with their means and ranges. */
  List<CurvePoint> thinned() {
    List<Point> means = means();
    List<CurvePoint> thinned = new ArrayList<>();
    for (int i = 0; i < means.size(); i++) {
      Stretch stretch = stretches.get(i);
      Point mean = means.get(i);
      thinned.add(
          new CurvePoint(mean.iteration, mean.value, stretch.least.value, stretch.greatest.value));
    }
    return thinned;
  }

  /** Half the width of a fiftieth of the curve; 0 for a curve with few points. */
  private int reach() {
    return stretches.size() / 100;
  }
}
