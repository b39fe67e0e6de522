package org.ganforge.train;

import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Which images a GAN learns and how their bytes become numbers.
 *
 * @param dataset the data set's name in the catalogue, or null (the default) where the program
 *     brings its own images
 * @param range what the bytes 0 and 255 become; [-1, 1] by default
 * @param skip how many images at the start of the file are left out; 0 by default
 * @param first how many of those after them are used; 0 (the default) for all
 * @param label the one class that is learned, or null (the default) for all
 */
public record DataPlan(
    @Nullable String dataset, ValueRange range, int skip, int first, @Nullable Integer label) {
  /** Checks the arguments. */
  public DataPlan {
    Checks.notNegative("data skip", skip);
    Checks.notNegative("data first", first);
    if (label != null) {
      Checks.notNegative("data label", label);
    }
  }

  /** Returns the plan for images that the program brings, scaled to [-1, 1]. */
  public static DataPlan of() {
    return new DataPlan(null, ValueRange.MINUS_ONE_TO_ONE, 0, 0, null);
  }

  /**
   * Returns the images of a data set that the plan asks for.
   *
   * @throws InvalidInputException if it has fewer images, or none with the label
   */
  public ImageDataset select(ImageDataset images) {
    long least = (long) skip + Math.max(1, first);
    if (images.count() < least) {
      throw new InvalidInputException(
          "data set " + images.name(),
          "at least "
              + least
              + " images, since data.skip is "
              + skip
              + " and data.first "
              + first
              + ",",
          images.count() + "",
          "use more images or change the two");
    }
    ImageDataset rest = skip == 0 ? images : images.slice(skip, images.count());
    ImageDataset chosen = first == 0 ? rest : rest.first(first);
    return label == null ? chosen : chosen.ofClass(label);
  }

  /** Returns a copy with this {@code dataset}. */
  public DataPlan withDataset(@Nullable String dataset) {
    return new DataPlan(dataset, range, skip, first, label);
  }

  /** Returns a copy with this {@code range}. */
  public DataPlan withRange(ValueRange range) {
    return new DataPlan(dataset, range, skip, first, label);
  }

  /** Returns a copy with this {@code skip}. */
  public DataPlan withSkip(int skip) {
    return new DataPlan(dataset, range, skip, first, label);
  }

  /** Returns a copy with this {@code first}. */
  public DataPlan withFirst(int first) {
    return new DataPlan(dataset, range, skip, first, label);
  }

  /** Returns a copy with this {@code label}. */
  public DataPlan withLabel(@Nullable Integer label) {
    return new DataPlan(dataset, range, skip, first, label);
  }
}
