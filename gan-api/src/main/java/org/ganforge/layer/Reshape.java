package org.ganforge.layer;

import java.util.Arrays;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;

/**
 * Gives the numbers of an example another shape, in the same row-major order. See <a
 * href="https://keras.io/api/layers/reshaping_layers/reshape/">Keras</a>.
 *
 * @param targetShape the new shape; one dimension may be -1, which takes what is left
 * @param name the layer's name; made by the network if empty
 */
public record Reshape(List<Integer> targetShape, String name) implements UnaryLayer {
  /** Checks the arguments. */
  public Reshape {
    targetShape =
        List.copyOf(
            Checks.notEmpty("Reshape target_shape", targetShape, "use Flatten for one dimension"));
    if (targetShape.stream().anyMatch(d -> d < 1 && d != -1)
        || targetShape.stream().filter(d -> d == -1).count() > 1) {
      throw new InvalidInputException(
          "Reshape target_shape",
          "dimensions of at least 1, and -1 at most once",
          targetShape.toString(),
          "change the shape");
    }
  }

  /** Returns a layer with this target shape. */
  public static Reshape of(List<Integer> targetShape) {
    return new Reshape(targetShape, "");
  }

  /** Returns a layer with this target shape. */
  public static Reshape of(int... targetShape) {
    return of(Arrays.stream(targetShape).boxed().toList());
  }

  @Override
  public Reshape withName(String name) {
    return new Reshape(targetShape, name);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    long known = 1;
    for (int dim : targetShape) {
      // What is more than any input has needs no counting on, and could wrap around.
      known *= dim == -1 || known > Integer.MAX_VALUE ? 1 : dim;
    }
    int open = targetShape.indexOf(-1);
    if (open < 0 ? known != input.size() : input.size() % known != 0) {
      throw new InvalidInputException(
          "",
          "an input whose " + input.size() + " numbers fit the target shape",
          input + " for " + targetShape,
          "change target_shape or the layer before it");
    }
    int[] shape = targetShape.stream().mapToInt(Integer::intValue).toArray();
    if (open >= 0) {
      shape[open] = (int) (input.size() / known);
    }
    return TensorShape.of(shape);
  }
}
