package org.ganforge.layer;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;

/**
 * A block of float32 numbers with its shape, row-major (last index fastest): images NHWC, noise,
 * weights. It is immutable and lives on the Java heap, so it needs no closing.
 */
public final class FloatTensor {
  private final TensorShape shape;
  private final float[] values;

  private FloatTensor(TensorShape shape, float[] values) {
    if (values.length != shape.size()) {
      throw new InvalidInputException(
          "values",
          shape.size() + " numbers for shape " + shape,
          values.length + "",
          "give as many as the shape holds");
    }
    this.shape = shape;
    this.values = values;
  }

  /** Returns a tensor with a copy of the values. */
  public static FloatTensor of(TensorShape shape, float... values) {
    return new FloatTensor(shape, values.clone());
  }

  /**
   * Returns a tensor that wraps the array without a copy; the caller must not write to it
   * afterwards.
   */
  public static FloatTensor wrap(TensorShape shape, float[] values) {
    return new FloatTensor(shape, values);
  }

  /** Returns the shape, including the batch dimension if there is one. */
  public TensorShape shape() {
    return shape;
  }

  /** Returns the size of the first dimension: the number of examples in a batch. */
  public int count() {
    return shape.dim(0);
  }

  /** Returns the number at the flat, row-major {@code index}. */
  public float get(int index) {
    return values[index];
  }

  /** Returns a copy of all numbers, row-major. */
  public float[] toArray() {
    return values.clone();
  }

  /** Returns example {@code index} of a batch, without the batch dimension. */
  public FloatTensor example(int index) {
    Objects.checkIndex(index, count());
    int size = values.length / count();
    return new FloatTensor(
        exampleShape(), Arrays.copyOfRange(values, index * size, (index + 1) * size));
  }

  /** Returns examples {@code from} up to, but not including, {@code to} of a batch. */
  public FloatTensor slice(int from, int to) {
    if (from < 0 || to <= from || to > count()) {
      throw new InvalidInputException(
          "slice of " + shape,
          "at least one of examples 0 up to " + count(),
          from + " up to " + to,
          "choose examples in that range");
    }
    if (from == 0 && to == count()) {
      return this;
    }
    int size = values.length / count();
    return new FloatTensor(
        exampleShape().times(to - from), Arrays.copyOfRange(values, from * size, to * size));
  }

  /** Concatenates batches whose examples have the same shape. */
  public static FloatTensor concat(List<FloatTensor> batches) {
    Checks.notEmpty("batches", batches, "give the batches to concatenate");
    FloatTensor first = batches.get(0);
    if (batches.size() == 1) {
      return first;
    }
    TensorShape one = first.exampleShape();
    long count = 0;
    for (FloatTensor batch : batches) {
      if (!batch.exampleShape().equals(one)) {
        throw new InvalidInputException(
            "batches",
            "examples of one shape, " + one + ",",
            batch.exampleShape().toString(),
            "give all the same shape");
      }
      count += batch.count();
    }
    TensorShape shape = one.times(count);
    FloatBuffer all = FloatBuffer.allocate(shape.size());
    batches.forEach(batch -> all.put(batch.values));
    return new FloatTensor(shape, all.array());
  }

  private TensorShape exampleShape() {
    return new TensorShape(shape.dims().subList(1, shape.rank()));
  }

  /** Equal if the shapes and all bits of all numbers are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FloatTensor that
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  /** Returns only the shape; there are too many numbers to print. */
  @Override
  public String toString() {
    return "FloatTensor" + shape;
  }
}
