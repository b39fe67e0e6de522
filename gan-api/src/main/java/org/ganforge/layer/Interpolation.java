package org.ganforge.layer;

/** How upsampling fills the pixels in between. */
public enum Interpolation {
  /** Repeats each pixel. */
  NEAREST,
  /** Linear in both directions, with half-pixel centers. */
  BILINEAR
}
