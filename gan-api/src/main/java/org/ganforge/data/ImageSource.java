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
 * Images of the same shape, in a fixed order, with or without labels: in memory ({@link
 * ImageDataset}) or in files, decoded when they are needed ({@link ImageStream}).
 */
public sealed interface ImageSource permits ImageDataset, ImageStream {
  /** Returns the name, such as {@code mnist}. */
  String name();

  /** Returns how many images there are, at least 1. */
  int count();

  /** Returns the shape of one image, {@code [height, width, channels]}. */
  TensorShape imageShape();

  /** Returns the names of labels 0, 1, ...; empty if unknown. */
  List<String> classNames();

  /** Returns whether the images have labels. */
  boolean hasLabels();

  /** Returns the label of image {@code index}, at least 0; throws if the images have no labels. */
  int label(int index);

  /** Copies the bytes of image {@code index} to {@code target}, starting at {@code offset}. */
  void copy(int index, byte[] target, int offset);

  /** Returns images {@code from} up to, but not including, {@code to}. */
  ImageSource slice(int from, int to);

  /** Returns only the images with this label, in their order. */
  ImageSource ofClass(int label);

  /** Returns the SHA-256, in hexadecimal, of everything that determines the images. */
  String digest();

  /**
   * Returns where the images come from; empty if a program made them, or selected some of those it
   * had read.
   */
  Optional<ImageOrigin> origin();

  /**
   * Returns the images in memory, without augmentation.
   *
   * @throws org.ganforge.error.InvalidInputException if they don't fit in Java's memory, or one can
   *     no longer be read
   */
  ImageDataset inMemory();

  /**
   * Returns the indices of {@code n} distinct images, chosen by the seed alone.
   *
   * @throws org.ganforge.error.InvalidInputException if there are fewer
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
    // Sort by independent 64-bit keys, so that the choice is the same on every Java.
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

  /** Returns images as numbers in {@code range}: {@code [indices, height, width, channels]}. */
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
