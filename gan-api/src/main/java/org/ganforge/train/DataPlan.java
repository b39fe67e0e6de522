package org.ganforge.train;

import org.ganforge.data.Colormap;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/**
 * Which images a GAN learns, how their bytes become numbers, and how they are shown.
 *
 * @param dataset the data set's name in the catalogue, or null (the default) if the program
 *     supplies its own images
 * @param range the numbers to which the bytes 0 and 255 are mapped; [-1, 1] by default
 * @param skip how many images at the start of the file are left out; 0 by default
 * @param first how many of those after them are used; 0 (the default) for all
 * @param label the only class to learn, or null (the default) for all
 * @param imageShape {@code [height, width, channels]} of the images if the networks take them as
 *     rows of numbers; null (the default) if they are square and grey, or the networks specify the
 *     shape
 * @param colormap how pictures show grey images; {@link Colormap#GRAY} by default
 */
public record DataPlan(
    @Nullable String dataset,
    ValueRange range,
    int skip,
    int first,
    @Nullable Integer label,
    @Nullable TensorShape imageShape,
    Colormap colormap) {
  /** Checks the arguments. */
  public DataPlan {
    Checks.notNegative("data skip", skip);
    Checks.notNegative("data first", first);
    if (label != null) {
      Checks.notNegative("data label", label);
    }
    if (imageShape != null && (imageShape.rank() != 3 || !isShown(imageShape.dim(2)))) {
      throw new InvalidInputException(
          "data image_shape",
          "[height, width, channels] with 1 or 3 channels",
          imageShape.toString(),
          "give grey images one channel, as in [28, 28, 1]");
    }
    if (imageShape != null && imageShape.dim(2) != 1 && colormap != Colormap.GRAY) {
      throw new InvalidInputException(
          "data colormap",
          "gray, since the images " + imageShape + " have colours,",
          "gray_r",
          "leave it out");
    }
  }

  private static boolean isShown(int channels) {
    return channels == 1 || channels == 3;
  }

  /** Returns the plan for images supplied by the program, scaled to [-1, 1]. */
  public static DataPlan of() {
    return new DataPlan(null, ValueRange.MINUS_ONE_TO_ONE, 0, 0, null, null, Colormap.GRAY);
  }

  /**
   * Selects the images of a data set that the plan asks for.
   *
   * @throws InvalidInputException if it has fewer images, none with the label, or images of another
   *     shape
   */
  public ImageDataset select(ImageDataset images) {
    return (ImageDataset) select((ImageSource) images);
  }

  /** Selects the images of a source, like {@link #select(ImageDataset)}. */
  public ImageSource select(ImageSource images) {
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
    if (imageShape != null && !imageShape.equals(images.imageShape())) {
      throw new InvalidInputException(
          "data set " + images.name(),
          "images " + imageShape + ", as data.image_shape says,",
          images.imageShape().toString(),
          "change data.image_shape or use other images");
    }
    ImageSource rest = skip == 0 ? images : images.slice(skip, images.count());
    ImageSource chosen = first == 0 ? rest : rest.first(first);
    return label == null ? chosen : chosen.ofClass(label);
  }

  /** Returns a copy with this {@code dataset}. */
  public DataPlan withDataset(@Nullable String dataset) {
    return Copy.with(this, "dataset", dataset);
  }

  /** Returns a copy with this {@code range}. */
  public DataPlan withRange(ValueRange range) {
    return Copy.with(this, "range", range);
  }

  /** Returns a copy with this {@code skip}. */
  public DataPlan withSkip(int skip) {
    return Copy.with(this, "skip", skip);
  }

  /** Returns a copy with this {@code first}. */
  public DataPlan withFirst(int first) {
    return Copy.with(this, "first", first);
  }

  /** Returns a copy with this {@code label}. */
  public DataPlan withLabel(@Nullable Integer label) {
    return Copy.with(this, "label", label);
  }

  /** Returns a copy with this {@code imageShape}. */
  public DataPlan withImageShape(@Nullable TensorShape imageShape) {
    return Copy.with(this, "imageShape", imageShape);
  }

  /** Returns a copy with this {@code colormap}. */
  public DataPlan withColormap(Colormap colormap) {
    return Copy.with(this, "colormap", colormap);
  }
}
