package org.ganforge;

import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * A trained network that says which class an image shows. It holds native memory until it is
 * closed; after that every method throws {@link IllegalStateException}. One thread at a time may
 * use it.
 *
 * <p>It names one of its classes for anything, also for what shows none of them.
 */
public interface ImageClassifier extends AutoCloseable {
  /** Returns the name of class 0, 1, ...: its number where the data has no names. */
  List<String> classNames();

  /** Returns the shape of one image, {@code [height, width, channels]}. */
  TensorShape imageShape();

  /**
   * Returns the probability of each class, {@code [count, classes]}. Each number of an image is
   * taken as the nearest of the 256 shades, as a picture file would hold it.
   *
   * @param images {@code [count, height, width, channels]}, or rows {@code [count, size]}
   * @param range what the numbers for black and white are
   * @throws org.ganforge.error.InvalidInputException if the images are of another size, or a number
   *     is not finite
   */
  FloatTensor probabilities(FloatTensor images, ValueRange range);

  /** Returns the most probable class of each image, the first of them where several are. */
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
    }
    return labels;
  }

  /** Returns the share of the images, 0 to 1, whose class is their label. */
  default double accuracy(ImageDataset images) {
    int batch = 500;
    int right = 0;
    for (int from = 0; from < images.count(); from += batch) {
      int[] indices = IntStream.range(from, Math.min(images.count(), from + batch)).toArray();
      int[] labels =
          classify(images.images(ValueRange.ZERO_TO_ONE, indices), ValueRange.ZERO_TO_ONE);
      for (int i = 0; i < labels.length; i++) {
        right += labels[i] == images.label(indices[i]) ? 1 : 0;
      }
    }
    return (double) right / images.count();
  }

  /** Frees the native memory; further calls do nothing. */
  @Override
  void close();
}
