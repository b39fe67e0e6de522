package org.ganforge.examples.option;

import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.ganforge.observe.ImageGrid;

/** Refuses images that would not fit into memory or into a picture, before anything is drawn. */
public final class DrawnImages {
  /** Half a GiB of floats: a trainer draws in batches, but a file needs all at once. */
  private static final int MOST_NUMBERS = 1 << 27;

  private DrawnImages() {}

  /**
   * Checks the number of images.
   *
   * @param option the option that sets the number
   */
  public static void check(String option, int count, TensorShape image) {
    int most = MOST_NUMBERS / image.size();
    if (count > most) {
      throw new InvalidInputException(
          option,
          "at most " + most + " images " + image + ", which fit into memory,",
          Integer.toString(count),
          "draw several files, each with its own --seed");
    }
  }

  /**
   * Checks the number of images of a picture.
   *
   * @param option the option that sets the number
   * @param columns images in a row; 0 for a grid's default
   */
  public static void checkPicture(String option, int count, TensorShape image, int columns) {
    check(option, count, image);
    try {
      ImageGrid.check(count, image, columns);
    } catch (InvalidInputException e) {
      throw e.inside(option + " " + count);
    }
  }

  /** Checks the pictures that training draws. */
  public static void checkPlan(Gan gan) {
    checkPicture("recording grid", gan.gridSize(), gan.imageShape(), gan.recording().gridColumns());
  }
}
