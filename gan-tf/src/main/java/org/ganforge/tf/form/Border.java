package org.ganforge.tf.form;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/** Adds the zeros around an image explicitly, for forms that need them in memory. */
final class Border {
  private Border() {}

  /** Returns the image with its zeros, without the pixels that no tap sees. */
  static <T extends TNumber> Operand<T> add(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> image) {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    return ops.pad(
        image,
        new int[] {-1, rows.in(), columns.in(), shape.channels()},
        new int[] {0, rows.before(), columns.before(), 0},
        new int[] {0, rows.after(), columns.after(), 0});
  }

  /** Undoes {@link #add}: cuts off the border, and fills pixels that were cut off with zeros. */
  static <T extends TNumber> Operand<T> remove(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> padded) {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    return part(
        ops,
        padded,
        new int[] {rows.padded().in(), columns.padded().in()},
        new int[] {rows.before(), columns.before()},
        shape);
  }

  /**
   * Returns the image that lies in a larger one.
   *
   * @param sizes of the larger one; if it ends before the image does, zeros follow
   * @param first where the image begins in it
   */
  static <T extends TNumber> Operand<T> part(
      FormOps<T> ops, Operand<T> larger, int[] sizes, int[] first, ConvolutionShape image) {
    int rows = Math.min(image.rows().in(), sizes[0] - first[0]);
    int columns = Math.min(image.columns().in(), sizes[1] - first[1]);
    boolean whole = rows == sizes[0] && columns == sizes[1];
    Operand<T> cut =
        whole
            ? larger
            : ops.slice(
                larger, new int[] {0, first[0], first[1], 0}, new int[] {-1, rows, columns, -1});
    return ops.pad(
        cut,
        new int[] {-1, rows, columns, image.channels()},
        new int[4],
        new int[] {0, image.rows().in() - rows, image.columns().in() - columns, 0});
  }
}
