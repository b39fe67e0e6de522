package org.ganforge.train;

import java.util.Locale;

/**
 * A number that says how like the real images generated ones are. {@code org.ganforge.evaluate}
 * computes each and names its source.
 */
public enum Measure {
  /** The Frechet distance in the classifier's features; less is better. */
  FRECHET_DISTANCE(true),
  /** The kernel distance in the classifier's features; less is better. */
  KERNEL_DISTANCE(true),
  /** The share of generated images that look real; more is better. */
  PRECISION(false),
  /** The share of real images that are generated; more is better. */
  RECALL(false),
  /** How densely generated images lie among real ones; more is better. */
  DENSITY(false),
  /** The share of real images with a generated one nearby; more is better. */
  COVERAGE(false),
  /** The share of samples, 0 to 1, that would have to change class; less is better. */
  CLASS_DISTANCE(true);

  private final boolean isLessBetter;

  Measure(boolean isLessBetter) {
    this.isLessBetter = isLessBetter;
  }

  /** Returns whether {@code value} is better than {@code other}; no number is never better. */
  public boolean isBetter(double value, double other) {
    return isLessBetter ? value < other : value > other;
  }

  /** Returns the name as it stands in specs and files: {@code frechet_distance}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
