package org.ganforge.noise;

import org.ganforge.internal.Checks;

/**
 * Noise from the Wigner semicircle distribution: density {@code 2 / (pi R^2) * sqrt(R^2 - x^2)} on
 * {@code [-R, R]}. It is the x coordinate of a point drawn uniformly from a disc of radius R.
 *
 * @param radius R, above 0; 1 by default
 */
public record Semicircle(double radius) implements Noise {
  /** Checks the radius. */
  public Semicircle {
    Checks.positive("semicircle radius", radius);
  }

  /** Returns noise with radius 1. */
  public static Semicircle of() {
    return new Semicircle(1);
  }

  /** Returns a copy with this radius. */
  public Semicircle withRadius(double radius) {
    return new Semicircle(radius);
  }
}
