package org.ganforge.run;

import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.observe.ImageGrid;

/** The pictures that a training draws. */
final class PlannedPictures {
  private PlannedPictures() {}

  /**
   * Refuses those that cannot be drawn, before anything is done.
   *
   * @throws InvalidInputException if the plan has such
   */
  static void check(Gan gan) {
    try {
      ImageGrid.check(gan.gridSize(), gan.imageShape(), gan.recording().gridColumns());
    } catch (InvalidInputException e) {
      throw e.inside("recording grid");
    }
  }
}
