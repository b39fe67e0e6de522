package org.ganforge.layer;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;

/**
 * Joins its inputs along one axis; all other axes are the same. See <a
 * href="https://keras.io/api/layers/merging_layers/concatenate/">Keras</a>.
 *
 * @param axis the axis, counted as Keras does: 1 is the first behind the batch, -1 the last, which
 *     is the default; never 0, the batch
 * @param name the layer's name; made by the network if empty
 */
public record Concatenate(int axis, String name) implements MergeLayer {
  /** Checks the axis. */
  public Concatenate {
    if (axis == 0) {
      throw new InvalidInputException(
          "Concatenate axis", "an axis within an example", "0, the batch", "use 1 or -1");
    }
  }

  /** Returns a layer that joins the last axes. */
  public static Concatenate of() {
    return new Concatenate(-1, "");
  }

  /** Returns a copy with this {@code axis}. */
  public Concatenate withAxis(int axis) {
    return new Concatenate(axis, name);
  }

  @Override
  public Concatenate withName(String name) {
    return new Concatenate(axis, name);
  }

  /** Returns the axis within an example of this rank, counted from 0 without the batch. */
  public int axisWithin(int rank) {
    int within = axis > 0 ? axis - 1 : axis + rank;
    if (within < 0 || within >= rank) {
      throw new InvalidInputException(
          "",
          "an axis from 1 to " + rank + ", or from -" + rank + " to -1,",
          axis + "",
          "join along one that the inputs have");
    }
    return within;
  }

  @Override
  public TensorShape outputShape(List<TensorShape> inputs) {
    MergedShapes.requireSeveral(inputs);
    TensorShape first = inputs.get(0);
    if (first.rank() == 0) {
      throw new InvalidInputException(
          "", "inputs with an axis", first + "", "put a Reshape before");
    }
    int along = axisWithin(first.rank());
    long length = 0;
    for (TensorShape next : inputs) {
      if (next.rank() != first.rank() || !other(next, along).equals(other(first, along))) {
        throw new InvalidInputException(
            "",
            "inputs that differ along axis " + axis + " only",
            first + " and " + next,
            "bring them to the same other sizes before it");
      }
      length += next.dim(along);
    }
    List<Number> dims = new ArrayList<>(first.dims());
    dims.set(along, length);
    return TensorShape.ofSizes(dims);
  }

  /** Returns the dimensions besides one. */
  private static List<Integer> other(TensorShape shape, int axis) {
    List<Integer> dims = new ArrayList<>(shape.dims());
    dims.remove(axis);
    return dims;
  }
}
