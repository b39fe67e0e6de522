package org.ganforge.tf.regularization;

import java.util.List;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The changes of differentiable augmentation, given the random draws for each image. They use only
 * products and sums, whose gradients TensorFlow can differentiate; it cannot for gathering. Draws
 * take their shape from the images, and {@code stopGradient} keeps TensorFlow from looking for a
 * gradient along that path.
 *
 * @param tf builds the operations
 * @param image {@code [height, width, channels]}
 */
record ChangedImages(Ops tf, TensorShape image) {
  private int height() {
    return image.dim(0);
  }

  private int width() {
    return image.dim(1);
  }

  private int channels() {
    return image.dim(2);
  }

  /**
   * Changes brightness, saturation and contrast, in this order.
   *
   * @param images {@code [count, height, width, channels]}
   * @param added the number added to each pixel, {@code [count, 1, 1, 1]}
   * @param saturation multiplies the distance of a pixel's channels from their mean, of the same
   *     shape
   * @param contrast multiplies the distance of all from their mean, of the same shape
   */
  Operand<TFloat32> color(
      Operand<TFloat32> images,
      Operand<TFloat32> added,
      Operand<TFloat32> saturation,
      Operand<TFloat32> contrast) {
    Operand<TFloat32> bright = tf.math.add(images, tf.stopGradient(added));
    Operand<TFloat32> saturated =
        channels() == 1
            ? bright
            : scaled(bright, mean(bright, channels(), height(), width()), saturation);
    return scaled(saturated, mean(saturated, image.size(), 1, 1), contrast);
  }

  private Operand<TFloat32> scaled(
      Operand<TFloat32> images, Operand<TFloat32> mean, Operand<TFloat32> factor) {
    return tf.math.add(tf.math.mul(tf.math.sub(images, mean), tf.stopGradient(factor)), mean);
  }

  /**
   * Returns the mean of every {@code neighbours} consecutive numbers, {@code [count, rows, columns,
   * 1]}.
   */
  private Operand<TFloat32> mean(Operand<TFloat32> images, int neighbours, int rows, int columns) {
    Operand<TFloat32> flat = tf.reshape(images, tf.constant(new int[] {-1, neighbours}));
    Operand<TFloat32> share =
        tf.fill(tf.constant(new int[] {neighbours, 1}), tf.constant(1f / neighbours));
    return tf.reshape(tf.linalg.matMul(flat, share), tf.constant(new int[] {-1, rows, columns, 1}));
  }

  /**
   * Moves images: pixel {@code [r, c]} takes the value of {@code [r + rows, c + columns]}, or 0
   * outside the image.
   *
   * @param rows {@code [count]}
   * @param columns of the same shape
   */
  Operand<TFloat32> translated(
      Operand<TFloat32> images, Operand<TInt64> rows, Operand<TInt64> columns) {
    return turned(moved(turned(moved(images, height(), rows), true), width(), columns), false);
  }

  /** Moves along the first axis by a product with a matrix of zeros and ones. */
  private Operand<TFloat32> moved(Operand<TFloat32> images, int side, Operand<TInt64> by) {
    Operand<TInt64> places =
        tf.math.add(tf.expandDims(by, tf.constant(1)), tf.constant(upTo(side)));
    // A place outside the image gives a row of zeros.
    Operand<TFloat32> matrix =
        tf.oneHot(places, tf.constant(side), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> lines =
        tf.reshape(images, tf.constant(new int[] {-1, side, image.size() / side}));
    return tf.train.batchMatMul(tf.stopGradient(matrix), lines, TFloat32.class);
  }

  /** Exchanges the rows and columns of the flat result of {@link #moved}. */
  private Operand<TFloat32> turned(Operand<TFloat32> lines, boolean isUpright) {
    int first = isUpright ? height() : width();
    int second = isUpright ? width() : height();
    Operand<TFloat32> images =
        tf.reshape(lines, tf.constant(new int[] {-1, first, second, channels()}));
    return tf.linalg.transpose(images, tf.constant(new int[] {0, 2, 1, 3}));
  }

  private static long[] upTo(int count) {
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  /**
   * Cuts a rectangle of half the height and width out of each image.
   *
   * @param rows the row of its centre, from 0 to the height, {@code [count]}
   * @param columns of the same shape
   * @param cut 1 for images that are cut, else 0, {@code [count, 1, 1, 1]}
   */
  Operand<TFloat32> cut(
      Operand<TFloat32> images,
      Operand<TInt64> rows,
      Operand<TInt64> columns,
      Operand<TFloat32> cut) {
    Operand<TFloat32> hole =
        tf.math.mul(
            within(rows, height(), new int[] {-1, height(), 1, 1}),
            within(columns, width(), new int[] {-1, 1, width(), 1}));
    Operand<TFloat32> left = tf.math.sub(tf.constant(1f), tf.math.mul(hole, cut));
    return tf.math.mul(images, tf.stopGradient(left));
  }

  /** Returns 1 for each place along a side that is cut, else 0, in the given shape. */
  private Operand<TFloat32> within(Operand<TInt64> middle, int side, int[] shape) {
    long size = side / 2;
    Operand<TInt64> first =
        tf.expandDims(tf.math.sub(middle, tf.constant(size / 2)), tf.constant(1));
    Operand<TInt64> places = tf.constant(upTo(side));
    Operand<TInt64> end = tf.math.add(first, tf.constant(size));
    return tf.reshape(
        tf.dtypes.cast(
            tf.math.logicalAnd(tf.math.greaterEqual(places, first), tf.math.less(places, end)),
            TFloat32.class),
        tf.constant(shape));
  }

  /** Returns how many images there are, {@code [1]}. */
  Operand<TInt32> count(Operand<TFloat32> images) {
    return tf.slice(tf.shape(images), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
  }

  /** Returns a shape of one number for each image, {@code [count, 1, 1, 1]}. */
  Operand<TInt32> oneEach(Operand<TFloat32> images) {
    return tf.concat(List.of(count(images), tf.constant(new int[] {1, 1, 1})), tf.constant(0));
  }
}
