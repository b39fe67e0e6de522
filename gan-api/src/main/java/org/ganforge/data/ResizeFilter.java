package org.ganforge.data;

import org.ganforge.picture.Kernel;

/** How the pixels of a resized picture come from the old ones. */
public enum ResizeFilter {
  /**
   * Lanczos with three lobes, wide enough that nothing of a larger picture is left out: sharp, and
   * the same numbers as Pillow's; the default.
   */
  LANCZOS(Kernel.LANCZOS),
  /**
   * The mean of the area that a new pixel covers, without the fine edges that Lanczos draws around
   * lines; a smaller picture grows in squares, as pixel art should.
   */
  AREA(Kernel.AREA);

  private final Kernel kernel;

  ResizeFilter(Kernel kernel) {
    this.kernel = kernel;
  }

  Kernel kernel() {
    return kernel;
  }
}
