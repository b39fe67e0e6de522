package org.ganforge.layer;

/** How upsampling fills in the new pixels. */
public enum Interpolation {
  /** Repeats each pixel. */
  NEAREST,
  /** Linear in both directions, with half-pixel centers. */
  BILINEAR
}
