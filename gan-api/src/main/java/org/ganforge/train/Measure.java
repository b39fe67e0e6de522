package org.ganforge.train;

import java.util.Locale;

/**
 * A measure of how similar generated images are to real ones. {@code org.ganforge.evaluate}
 * computes each and cites its source.
 */
public enum Measure {
  /** The Frechet distance in the classifier's features; lower is better. */
  FRECHET_DISTANCE(true),
  /** The kernel distance in the classifier's features; lower is better. */
  KERNEL_DISTANCE(true),
  /** The share of generated images that look real; higher is better. */
  PRECISION(false),
  /** The share of real images that the generator covers; higher is better. */
  RECALL(false),
  /** How densely generated images lie among real ones; higher is better. */
  DENSITY(false),
  /** The share of real images with a generated one nearby; higher is better. */
  COVERAGE(false),
  /**
   * The share of samples, 0 to 1, that would have to change class to match the real classes; lower
   * is better.
   */
  CLASS_DISTANCE(true);

  private final boolean isLessBetter;

  Measure(boolean isLessBetter) {
    this.isLessBetter = isLessBetter;
  }

  /** Returns whether {@code value} is better than {@code other}; NaN never is. */
  public boolean isBetter(double value, double other) {
    return isLessBetter ? value < other : value > other;
  }

  /** Returns the name used in specs and files: {@code frechet_distance}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
