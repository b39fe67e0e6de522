package org.ganforge;

import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;

/**
 * A trained network that says which class an image shows. It holds native memory until it is
 * closed; after that every method throws {@link IllegalStateException}. One thread at a time may
 * use it.
 *
 * <p>An image shows a class only where the classifier is sure of it: where that class is at least
 * {@value #SURE} probable. Others show {@link #NONE}.
 */
public interface ImageClassifier extends ImageFeatures {
  /** What {@link #classify} says of an image that shows no class. */
  int NONE = -1;

  /**
   * The least probability of a class that an image shows: as much as of all others together, and of
   * showing none. {@code docs/adr/0012} has what it costs on real images.
   */
  double SURE = 0.5;

  /** Returns the name of class 0, 1, ...: its number where the data has no names. */
  List<String> classNames();

  /**
   * Returns the probability of each class, {@code [count, classes]}; what they lack to 1 is the
   * probability that an image shows none. Each number of an image is taken as the nearest of the
   * 256 shades, as a picture file would hold it.
   *
   * @param images {@code [count, height, width, channels]}, or rows {@code [count, size]}
   * @param range what the numbers for black and white are
   * @throws org.ganforge.error.InvalidInputException if the images are of another size, or a number
   *     is not finite
   */
  FloatTensor probabilities(FloatTensor images, ValueRange range);

  /**
   * Returns what the classifier sees in each image, {@code [count, size]}: the outputs of the layer
   * before its last one. Distances between images are measured in them ({@code
   * org.ganforge.evaluate}). Numbers are taken as {@link #probabilities} takes them.
   *
   * @param images {@code [count, height, width, channels]}, or rows {@code [count, size]}
   * @param range what the numbers for black and white are
   * @throws org.ganforge.error.InvalidInputException if the images are of another size, or a number
   *     is not finite
   */
  @Override
  FloatTensor features(FloatTensor images, ValueRange range);

  /**
   * Returns the class that each image shows, the first of them where several are equally probable;
   * {@link #NONE} where no class is sure.
   */
  default int[] classify(FloatTensor images, ValueRange range) {
    FloatTensor probabilities = probabilities(images, range);
    int classes = probabilities.shape().dim(1);
    int[] labels = new int[probabilities.count()];
    for (int i = 0; i < labels.length; i++) {
      for (int c = 1; c < classes; c++) {
        if (probabilities.get(i * classes + c) > probabilities.get(i * classes + labels[i])) {
          labels[i] = c;
        }
      }
      if (probabilities.get(i * classes + labels[i]) < SURE) {
        labels[i] = NONE;
      }
    }
    return labels;
  }

  /**
   * Returns the class that each image of a data set shows, whatever its label; or {@link #NONE}.
   */
  default int[] classify(ImageDataset images) {
    int batch = 500;
    int[] labels = new int[images.count()];
    for (int from = 0; from < images.count(); from += batch) {
      int[] indices = IntStream.range(from, Math.min(images.count(), from + batch)).toArray();
      FloatTensor some = images.images(ValueRange.ZERO_TO_ONE, indices);
      int[] own = classify(some, ValueRange.ZERO_TO_ONE);
      System.arraycopy(own, 0, labels, from, own.length);
    }
    return labels;
  }

  /** Returns the share of the images, 0 to 1, that show the class of their label. */
  default double accuracy(ImageDataset images) {
    int[] shown = classify(images);
    long right = IntStream.range(0, shown.length).filter(i -> shown[i] == images.label(i)).count();
    return (double) right / images.count();
  }
}
