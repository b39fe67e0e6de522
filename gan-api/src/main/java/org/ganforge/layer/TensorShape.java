package org.ganforge.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ganforge.error.InvalidInputException;

/**
 * A shape with every dimension known. Shapes of layers and networks exclude the batch dimension: an
 * image is {@code [height, width, channels]}, a noise vector {@code [length]}.
 *
 * @param dims the dimensions, outermost first; each at least 1
 */
public record TensorShape(List<Integer> dims) {
  /** Checks the dimensions and that the number of elements fits an {@code int}. */
  public TensorShape {
    dims = List.copyOf(dims);
    long size = 1;
    for (int dim : dims) {
      size = dim < 1 ? -1 : size * dim;
      if (size < 1 || size > Integer.MAX_VALUE) {
        throw wrong(dims);
      }
    }
  }

  /** Returns the shape with these dimensions; without any, the shape of a single number. */
  public static TensorShape of(int... dims) {
    return new TensorShape(Arrays.stream(dims).boxed().toList());
  }

  /** Returns the shape of an image whose computed sides may overflow an {@code int}. */
  static TensorShape image(long rows, long columns, long channels) {
    return ofSizes(List.of(rows, columns, channels));
  }

  /** Returns the shape with computed sizes that may overflow an {@code int}. */
  static TensorShape ofSizes(List<? extends Number> sizes) {
    if (sizes.stream().anyMatch(size -> size.longValue() > Integer.MAX_VALUE)) {
      throw wrong(sizes);
    }
    return new TensorShape(sizes.stream().map(Number::intValue).toList());
  }

  private static InvalidInputException wrong(List<? extends Number> dims) {
    return new InvalidInputException(
        "shape",
        "dimensions of at least 1 with at most 2147483647 elements",
        dims.toString(),
        "change the sizes");
  }

  /** Returns the number of dimensions. */
  public int rank() {
    return dims.size();
  }

  /**
   * Returns the dimension at {@code axis}; a negative axis counts from the end, -1 being the last.
   */
  public int dim(int axis) {
    return dims.get(axis < 0 ? axis + rank() : axis);
  }

  /** Returns the number of elements, the product of all dimensions. */
  public int size() {
    return dims.stream().reduce(1, Math::multiplyExact);
  }

  /** Returns the dimensions as an array. */
  public int[] toArray() {
    return dims.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Returns this shape with one more dimension in front: the shape of {@code count} of these. */
  public TensorShape times(long count) {
    List<Number> all = new ArrayList<>(dims);
    all.add(0, count);
    if (count != (int) count) {
      throw wrong(all);
    }
    return new TensorShape(all.stream().map(Number::intValue).toList());
  }

  /** Returns Keras' notation with an unknown batch dimension: {@code (None, 28, 28, 1)}. */
  public String kerasForm() {
    return dims.stream().map(d -> ", " + d).collect(Collectors.joining("", "(None", ")"));
  }

  /** Returns the dimensions in brackets: {@code [28, 28, 1]}. */
  @Override
  public String toString() {
    return dims.toString();
  }
}
