package org.ganforge.picture;

/**
 * Facts from a file's structure, read without decoding its pixels.
 *
 * @param orientation how to show the picture
 */
record Structure(Orientation orientation) {
  static final Structure PLAIN = new Structure(Orientation.UPRIGHT);

  static final String ENDS_EARLY = "a file that ends early";
  static final String DAMAGED = "damaged data";
}
