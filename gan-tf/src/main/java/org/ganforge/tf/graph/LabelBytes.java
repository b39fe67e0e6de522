package org.ganforge.tf.graph;

import java.nio.ByteBuffer;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** The labels of a data set as a graph holds them: two bytes each, low byte first. */
public final class LabelBytes {
  /** How many bytes a label has. */
  static final int SIZE = 2;

  private static final int MOST = 1 << 16;

  private LabelBytes() {}

  /**
   * Returns the labels of all images.
   *
   * @throws InvalidInputException if one is too large for two bytes
   */
  public static ByteBuffer of(ImageSource images) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(SIZE, images.count()));
    for (int i = 0; i < images.count(); i++) {
      int label = images.label(i);
      if (label >= MOST) {
        throw new InvalidInputException(
            "data set " + images.name(),
            "labels below " + MOST,
            "label " + label + " at image " + i,
            "use fewer classes, counted from 0");
      }
      bytes.put((byte) label).put((byte) (label >> 8));
    }
    return bytes.flip();
  }

  /** Returns the labels {@code [count, 1]} in rows of bytes {@code [count, 2]}. */
  static Operand<TFloat32> numbers(Ops tf, Operand<TUint8> rows) {
    Operand<TFloat32> bytes = tf.dtypes.cast(rows, TFloat32.class);
    return tf.linalg.matMul(bytes, tf.constant(new float[][] {{1}, {256}}));
  }
}
