package org.ganforge.layer;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;

/** The output shapes of merging layers. */
final class MergedShapes {
  private MergedShapes() {}

  /** Checks that there are at least two inputs. */
  static void requireSeveral(List<TensorShape> inputs) {
    if (inputs.size() < 2) {
      throw new InvalidInputException(
          "", "two inputs or more", inputs.size() + "", "name all of them, or leave the layer out");
    }
  }

  /**
   * Returns the shape after broadcasting, as in Keras' merging layers: shapes are aligned at their
   * last axes, and an axis that is 1 or missing repeats.
   */
  static TensorShape broadcast(List<TensorShape> inputs) {
    requireSeveral(inputs);
    TensorShape all = inputs.get(0);
    for (TensorShape next : inputs.subList(1, inputs.size())) {
      all = broadcast(all, next);
    }
    return all;
  }

  private static TensorShape broadcast(TensorShape first, TensorShape second) {
    int rank = Math.max(first.rank(), second.rank());
    List<Integer> dims = new ArrayList<>();
    for (int i = -rank; i < 0; i++) {
      int one = i < -first.rank() ? 1 : first.dim(i);
      int other = i < -second.rank() ? 1 : second.dim(i);
      if (one != other && one != 1 && other != 1) {
        throw new InvalidInputException(
            "",
            "inputs of the same shape, or with size 1 where they differ",
            first + " and " + second,
            "make their shapes match before it");
      }
      dims.add(Math.max(one, other));
    }
    return new TensorShape(dims);
  }
}
