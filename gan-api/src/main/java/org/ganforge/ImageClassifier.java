package org.ganforge;

import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;

/**
 * A trained network that classifies images. It holds native memory until it is closed; after that
 * every method throws {@link IllegalStateException}. One thread at a time may use it.
 *
 * <p>An image counts as showing a class only if the classifier is confident: if the class has a
 * probability of at least {@value #SURE}. Other images show {@link #NONE}.
 */
public interface ImageClassifier extends ImageFeatures {
  /** The result of {@link #classify} for an image that shows no class. */
  int NONE = -1;

  /**
   * The least probability at which an image counts as showing a class: as probable as all other
   * classes and none together. {@code docs/adr/0012} has its cost on real images.
   */
  double SURE = 0.5;

  /** Returns the names of classes 0, 1, ...: their numbers if the data has no names. */
  List<String> classNames();

  /**
   * Returns the probability of each class, {@code [count, classes]}; the remainder to 1 is the
   * probability that an image shows none. Each number of an image is rounded to the nearest of 256
   * shades, as in a picture file.
   *
   * @param images {@code [count, height, width, channels]}, or rows {@code [count, size]}
   * @param range the numbers for black and white
   * @throws org.ganforge.error.InvalidInputException if the images have another size, or a number
   *     is not finite
   */
  FloatTensor probabilities(FloatTensor images, ValueRange range);

  /**
   * Returns the features of each image, {@code [count, size]}: the outputs of the classifier's last
   * layer but one, in which {@code org.ganforge.evaluate} measures distances between images.
   * Numbers are rounded as in {@link #probabilities}.
   *
   * @param images {@code [count, height, width, channels]}, or rows {@code [count, size]}
   * @param range the numbers for black and white
   * @throws org.ganforge.error.InvalidInputException if the images have another size, or a number
   *     is not finite
   */
  @Override
  FloatTensor features(FloatTensor images, ValueRange range);

  /**
   * Returns the class that each image shows, the first if several are equally probable; {@link
   * #NONE} if no class is probable enough.
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
   * Returns the class that each image of a data set shows, regardless of its label, or {@link
   * #NONE}.
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

  /** Returns the fraction of the images, 0 to 1, that show the class of their label. */
  default double accuracy(ImageDataset images) {
    int[] shown = classify(images);
    long right = IntStream.range(0, shown.length).filter(i -> shown[i] == images.label(i)).count();
    return (double) right / images.count();
  }
}
