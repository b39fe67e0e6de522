package org.ganforge.layer;

import org.ganforge.internal.Checks;

/**
 * Rows and columns at the four sides of an image: zeros to add, or pixels to cut off.
 *
 * @param top rows at the top
 * @param bottom rows at the bottom
 * @param left columns at the left
 * @param right columns at the right
 */
public record Padding2D(int top, int bottom, int left, int right) {
  /** Checks that none is negative. */
  public Padding2D {
    Checks.notNegative("padding top", top);
    Checks.notNegative("padding bottom", bottom);
    Checks.notNegative("padding left", left);
    Checks.notNegative("padding right", right);
  }

  /** Returns the same number on all four sides. */
  public static Padding2D of(int all) {
    return new Padding2D(all, all, all, all);
  }

  /** Returns a number for each side. */
  public static Padding2D of(int top, int bottom, int left, int right) {
    return new Padding2D(top, bottom, left, right);
  }
}
