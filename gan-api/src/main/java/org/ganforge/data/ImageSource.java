package org.ganforge.data;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * Images of one shape, in a fixed order, with or without labels: in memory ({@link ImageDataset})
 * or in files, decoded when they are needed ({@link ImageStream}).
 */
public sealed interface ImageSource permits ImageDataset, ImageStream {
  /** Returns the name, such as {@code mnist}. */
  String name();

  /** Returns how many images there are, at least 1. */
  int count();

  /** Returns the shape of one image, {@code [height, width, channels]}. */
  TensorShape imageShape();

  /** Returns what label 0, 1, ... means; empty where nobody said. */
  List<String> classNames();

  /** Returns whether the images have labels. */
  boolean hasLabels();

  /** Returns the label of image {@code index}, at least 0; an error where the images have none. */
  int label(int index);

  /** Copies the bytes of image {@code index} to {@code target}, from {@code offset} on. */
  void copy(int index, byte[] target, int offset);

  /** Returns images {@code from} up to, but not including, {@code to}. */
  ImageSource slice(int from, int to);

  /** Returns the images with this label only, in their order. */
  ImageSource ofClass(int label);

  /** Returns the SHA-256, in hexadecimal, of all that decides what the images are. */
  String digest();

  /**
   * Returns where all of these images come from; empty where a program made them, or took some of
   * those that it had read.
   */
  Optional<ImageOrigin> origin();

  /**
   * Returns the images in memory, as they are without augmentation.
   *
   * @throws org.ganforge.error.InvalidInputException if Java's memory has no room for them, or one
   *     cannot be read any more
   */
  ImageDataset inMemory();

  /**
   * Returns the numbers of {@code n} different images, which the seed alone chooses.
   *
   * @throws org.ganforge.error.InvalidInputException if there are not so many
   */
  default int[] randomIndices(int n, long seed) {
    Checks.positive("images to choose", n);
    if (n > count()) {
      throw new InvalidInputException(
          "data set " + name(),
          "at least " + n + " images to choose",
          count() + "",
          "choose fewer");
    }
    // By unrelated 64-bit keys, so that the choice is the same on every Java.
    long[] keys =
        IntStream.range(0, count()).mapToLong(i -> Seeds.derive(seed, "choose/" + i)).toArray();
    return IntStream.range(0, count())
        .boxed()
        .sorted(Comparator.comparingLong(i -> keys[i]))
        .limit(n)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Returns the first {@code n} images. */
  default ImageSource first(int n) {
    return slice(0, n);
  }

  /** Returns images as numbers of {@code range}: {@code [indices, height, width, channels]}. */
  default FloatTensor images(ValueRange range, int... indices) {
    int size = imageShape().size();
    TensorShape shape = imageShape().times(indices.length);
    float[] values = new float[shape.size()];
    byte[] image = new byte[size];
    for (int i = 0; i < indices.length; i++) {
      copy(indices[i], image, 0);
      for (int k = 0; k < size; k++) {
        values[i * size + k] = range.toFloat(image[k] & 0xff);
      }
    }
    return FloatTensor.wrap(shape, values);
  }
}
