package org.ganforge.examples.latent;

import org.ganforge.latent.LatentWalk;
import org.ganforge.layer.FloatTensor;

/** The path from one vector to another. */
public enum LatentPath {
  /** The straight line. */
  LINEAR,
  /** The arc. */
  SPHERICAL;

  /** Returns evenly spaced steps, both ends included. */
  public FloatTensor walk(FloatTensor from, FloatTensor to, int steps) {
    return switch (this) {
      case LINEAR -> LatentWalk.linear(from, to, steps);
      case SPHERICAL -> LatentWalk.spherical(from, to, steps);
    };
  }

  /** Returns one point, at a share of the path, from 0 to 1. */
  public FloatTensor at(FloatTensor from, FloatTensor to, double share) {
    return switch (this) {
      case LINEAR -> LatentWalk.linearAt(from, to, share);
      case SPHERICAL -> LatentWalk.sphericalAt(from, to, share);
    };
  }

  /** Returns {@code linear} or {@code spherical}. */
  @Override
  public String toString() {
    return this == LINEAR ? "linear" : "spherical";
  }
}
