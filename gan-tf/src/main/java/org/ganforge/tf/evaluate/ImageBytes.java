package org.ganforge.tf.evaluate;

import java.nio.ByteBuffer;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * Images as the bytes that a picture file would hold.
 *
 * @param imageShape the shape of one, {@code [height, width, channels]}
 */
record ImageBytes(TensorShape imageShape) {
  /**
   * Checks that these are images of that shape.
   *
   * @throws InvalidInputException if they are not
   */
  void check(FloatTensor images) {
    TensorShape shape = images.shape();
    boolean isImages = shape.equals(imageShape.times(images.count()));
    boolean isRows = shape.equals(TensorShape.of(images.count(), imageShape.size()));
    if (!isImages && !isRows) {
      throw new InvalidInputException(
          "images",
          "a batch of images " + imageShape + ", as the classifier was trained on",
          shape.toString(),
          "train a classifier on images of that shape");
    }
  }

  /**
   * Returns the bytes of images {@code from} up to {@code to}.
   *
   * @throws InvalidInputException if a number is not finite
   */
  ByteBuffer of(FloatTensor images, int from, int to, ValueRange range) {
    int size = imageShape.size();
    ByteBuffer bytes = ByteBuffer.allocate((to - from) * size);
    for (int i = from * size; i < to * size; i++) {
      float value = images.get(i);
      if (!Float.isFinite(value)) {
        throw new InvalidInputException(
            "image " + i / size,
            "finite numbers",
            Float.toString(value),
            "use weights from before the training diverged");
      }
      bytes.put((byte) range.toByte(value));
    }
    return bytes.flip();
  }
}
