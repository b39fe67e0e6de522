package org.ganforge.layer;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;

/**
 * {@code x} above 0 and {@code alpha * x} below, with a trained {@code alpha} (He et al. 2015).
 *
 * <p>Weight {@code alpha}: the input's shape, with size 1 on the shared axes. See <a
 * href="https://keras.io/api/layers/activation_layers/prelu/">Keras</a>.
 *
 * @param alphaInitializer the slopes' first values; zeros by default
 * @param sharedAxes the axes along which one slope serves all, 1 being the first after the batch,
 *     each given once; none by default
 * @param name the layer's name; made by the network if empty
 * @param trainable whether training changes the weights; true by default
 */
public record PReLU(
    Initializer alphaInitializer, List<Integer> sharedAxes, String name, boolean trainable)
    implements UnaryLayer {
  /** Checks the arguments. */
  public PReLU {
    sharedAxes = List.copyOf(sharedAxes);
    for (int axis : sharedAxes) {
      Checks.positive("PReLU shared_axes", axis);
    }
    Checks.distinct("PReLU shared_axes", sharedAxes);
  }

  /** Returns a layer with a slope of its own for every element. */
  public static PReLU of() {
    return new PReLU(Initializer.Zeros.of(), List.of(), "", true);
  }

  /** Returns a copy with this {@code alphaInitializer}. */
  public PReLU withAlphaInitializer(Initializer alphaInitializer) {
    return new PReLU(alphaInitializer, sharedAxes, name, trainable);
  }

  /** Returns a copy with this {@code sharedAxes}. */
  public PReLU withSharedAxes(List<Integer> sharedAxes) {
    return new PReLU(alphaInitializer, sharedAxes, name, trainable);
  }

  @Override
  public PReLU withName(String name) {
    return new PReLU(alphaInitializer, sharedAxes, name, trainable);
  }

  /** Returns a copy whose weights training changes, or leaves alone. */
  public PReLU withTrainable(boolean trainable) {
    return new PReLU(alphaInitializer, sharedAxes, name, trainable);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    for (int axis : sharedAxes) {
      if (axis > input.rank()) {
        throw new InvalidInputException(
            "",
            "an input with an axis " + axis + " to share, the batch being axis 0",
            input.toString(),
            "change shared_axes");
      }
    }
    return input;
  }

  @Override
  public List<WeightSpec> weights(TensorShape input) {
    int[] shape = input.toArray();
    for (int axis : sharedAxes) {
      shape[axis - 1] = 1;
    }
    return List.of(new WeightSpec("alpha", TensorShape.of(shape), alphaInitializer, trainable));
  }
}
