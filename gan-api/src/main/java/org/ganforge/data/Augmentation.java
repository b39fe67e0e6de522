package org.ganforge.data;

import org.ganforge.internal.Checks;
import org.ganforge.internal.Seeds;

/**
 * What is done to an image each time that it is drawn, so that no network can learn it by heart:
 * only such changes as leave an image that could be one of the set.
 *
 * @param flips whether half of the images, at random, have left and right exchanged
 * @param crop the share of a picture's sides that is seen, at a random place; 1 for all of it
 */
public record Augmentation(boolean flips, double crop) {
  /** Checks the share. */
  public Augmentation {
    Checks.positive("augmentation crop", crop);
    Checks.closed("augmentation crop", crop, 0, 1);
  }

  /** Returns no change at all. */
  public static Augmentation none() {
    return new Augmentation(false, 1);
  }

  /** Returns a copy with flips, or without. */
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

  /** Returns a number of [0, 1) with 53 random bits. */
  private static double unit(long draw, String name) {
    return (Seeds.derive(draw, name) >>> 11) * 0x1p-53;
  }
}
