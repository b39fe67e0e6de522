package org.ganforge.layer;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * A fully connected layer: {@code activation(input . kernel + bias)} over the last axis.
 *
 * <p>Input {@code [..., n]}, output {@code [..., units]}; kernel {@code [n, units]}, bias {@code
 * [units]}. See <a href="https://keras.io/api/layers/core_layers/dense/">Keras</a>.
 *
 * @param units the size of the output's last axis, at least 1
 * @param activation what follows; linear by default
 * @param useBias whether a bias is added; true by default
 * @param kernelInitializer the kernel's first values; Glorot uniform by default
 * @param biasInitializer the bias' first values; zeros by default
 * @param name the layer's name; made by the network if empty
 * @param trainable whether training changes the weights; true by default
 */
public record Dense(
    int units,
    ActivationFunction activation,
    boolean useBias,
    Initializer kernelInitializer,
    Initializer biasInitializer,
    String name,
    boolean trainable)
    implements UnaryLayer {
  /** Checks the arguments. */
  public Dense {
    Checks.positive("Dense units", units);
  }

  /** Returns a layer of {@code units} with Keras' defaults: linear, with bias, Glorot uniform. */
  public static Dense of(int units) {
    return new Dense(
        units,
        ActivationFunction.LINEAR,
        true,
        Initializer.GlorotUniform.of(),
        Initializer.Zeros.of(),
        "",
        true);
  }

  /** Returns a copy with this {@code activation}. */
  public Dense withActivation(ActivationFunction activation) {
    return Copy.with(this, "activation", activation);
  }

  /** Returns a copy with this {@code useBias}. */
  public Dense withUseBias(boolean useBias) {
    return Copy.with(this, "useBias", useBias);
  }

  /** Returns a copy with this {@code kernelInitializer}. */
  public Dense withKernelInitializer(Initializer kernelInitializer) {
    return Copy.with(this, "kernelInitializer", kernelInitializer);
  }

  /** Returns a copy with this {@code biasInitializer}. */
  public Dense withBiasInitializer(Initializer biasInitializer) {
    return Copy.with(this, "biasInitializer", biasInitializer);
  }

  @Override
  public Dense withName(String name) {
    return Copy.with(this, "name", name);
  }

  /** Returns a copy whose weights training changes, or leaves alone. */
  public Dense withTrainable(boolean trainable) {
    return Copy.with(this, "trainable", trainable);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    int[] shape = input.toArray();
    if (shape.length == 0) {
      throw new InvalidInputException(
          "", "an input of rank 1 or more", input.toString(), "put a Reshape before it");
    }
    shape[shape.length - 1] = units;
    return TensorShape.of(shape);
  }

  @Override
  public List<WeightSpec> weights(TensorShape input) {
    WeightSpec kernel =
        new WeightSpec(
            "kernel", TensorShape.of(input.dim(-1), units), kernelInitializer, trainable);
    return useBias
        ? List.of(kernel, new WeightSpec("bias", TensorShape.of(units), biasInitializer, trainable))
        : List.of(kernel);
  }
}
