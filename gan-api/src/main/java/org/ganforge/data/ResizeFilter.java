package org.ganforge.data;

import org.ganforge.picture.Kernel;

/** How pixels are computed when a picture is resized. */
public enum ResizeFilter {
  /**
   * Lanczos with three lobes, widened when shrinking so that every pixel contributes: sharp, and
   * the same numbers as Pillow's; the default.
   */
  LANCZOS(Kernel.LANCZOS),
  /**
   * The mean of the area that a new pixel covers, without the ringing of Lanczos around lines;
   * enlarging gives squares, as pixel art should have.
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
