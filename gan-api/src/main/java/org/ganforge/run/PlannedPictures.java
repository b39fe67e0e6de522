package org.ganforge.run;

import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.observe.ImageGrid;

/** The pictures that training draws. */
final class PlannedPictures {
  private PlannedPictures() {}

  /**
   * Rejects plans with pictures that cannot be drawn, before any work is done.
   *
   * @throws InvalidInputException if there is such a picture
   */
  static void check(Gan gan) {
    try {
      ImageGrid.check(gan.gridSize(), gan.imageShape(), gan.recording().gridColumns());
    } catch (InvalidInputException e) {
      throw e.inside("recording grid");
    }
  }
}
