package org.ganforge;

import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * A trained network that extracts features from images, for measuring distances between them. It
 * holds native memory until it is closed; after that every method throws {@link
 * IllegalStateException}. One thread at a time may use it.
 */
public interface ImageFeatures extends AutoCloseable {
  /**
   * Returns the SHA-256 of its weights, 64 hexadecimal digits: measurements in different networks'
   * features are not comparable.
   */
  String digest();

  /** Returns the shape of one image, {@code [height, width, channels]}. */
  TensorShape imageShape();

  /**
   * Returns the network's features of each image, {@code [count, size]}. Each number of an image is
   * rounded to the nearest of 256 shades, as in a picture file.
   *
   * @param images {@code [count, height, width, channels]}, or rows {@code [count, size]}
   * @param range the numbers for black and white
   * @throws org.ganforge.error.InvalidInputException if the images have another size, or a number
   *     is not finite
   */
  FloatTensor features(FloatTensor images, ValueRange range);

  /** Frees the native memory; further calls do nothing. */
  @Override
  void close();
}
