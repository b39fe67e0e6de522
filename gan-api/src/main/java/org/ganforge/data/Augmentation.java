package org.ganforge.data;

import org.ganforge.internal.Checks;
import org.ganforge.internal.Seeds;

/**
 * Random changes to an image each time it is drawn, so that networks cannot memorize it; only
 * changes whose result could itself belong to the data set.
 *
 * @param flips whether a random half of the images is mirrored horizontally
 * @param crop the fraction of a picture's sides that is kept, at a random position, above 0; 1 for
 *     the whole picture
 */
public record Augmentation(boolean flips, double crop) {
  /** Checks the fraction. */
  public Augmentation {
    Checks.positive("augmentation crop", crop);
    Checks.closed("augmentation crop", crop, 0, 1);
  }

  /** Returns no augmentation. */
  public static Augmentation none() {
    return new Augmentation(false, 1);
  }

  /** Returns a copy with or without flips. */
  public Augmentation withFlips(boolean flips) {
    return new Augmentation(flips, crop);
  }

  /** Returns a copy with this {@code crop}. */
  public Augmentation withCrop(double crop) {
    return new Augmentation(flips, crop);
  }

  Framing.Cut cut(long draw) {
    return crop == 1
        ? Framing.Cut.NONE
        : new Framing.Cut(crop, unit(draw, "across"), unit(draw, "down"));
  }

  boolean isFlipped(long draw) {
    return flips && Seeds.derive(draw, "flip") < 0;
  }

  /** Returns a number in [0, 1) with 53 random bits. */
  private static double unit(long draw, String name) {
    return (Seeds.derive(draw, name) >>> 11) * 0x1p-53;
  }
}
