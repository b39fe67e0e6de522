package org.ganforge.layer;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * A two-dimensional convolution (cross-correlation) of images.
 *
 * <p>Input {@code [height, width, channels]}, output {@code [rows, columns, filters]}; kernel
 * {@code [kernel rows, kernel columns, channels / groups, filters]}, bias {@code [filters]}. See <a
 * href="https://keras.io/api/layers/convolution_layers/convolution2d/">Keras</a>.
 *
 * @param filters the number of output channels, at least 1
 * @param kernelSize rows and columns of the kernel, each at least 1
 * @param strides how far the kernel moves; 1 by default
 * @param padding the border; valid by default
 * @param dilationRate the distance of the kernel's taps; 1 by default, and 1 wherever strides are
 *     not
 * @param groups the number of groups that channels and filters are split into; 1 by default
 * @param activation what follows; linear by default
 * @param useBias whether a bias is added; true by default
 * @param kernelInitializer the kernel's first values; Glorot uniform by default
 * @param biasInitializer the bias' first values; zeros by default
 * @param name the layer's name; made by the network if empty
 * @param trainable whether training changes the weights; true by default
 */
public record Conv2D(
    int filters,
    Size2D kernelSize,
    Size2D strides,
    Padding padding,
    Size2D dilationRate,
    int groups,
    ActivationFunction activation,
    boolean useBias,
    Initializer kernelInitializer,
    Initializer biasInitializer,
    String name,
    boolean trainable)
    implements UnaryLayer {
  /** Checks the arguments. */
  public Conv2D {
    Checks.positive("Conv2D filters", filters);
    Windows.check("Conv2D", kernelSize, strides, dilationRate);
    Checks.positive("Conv2D groups", groups);
    if (filters % groups != 0) {
      throw new InvalidInputException(
          "Conv2D groups",
          "a divisor of its " + filters + " filters",
          groups + "",
          "change one of them");
    }
  }

  /**
   * Returns a layer with Keras' defaults: stride 1, padding valid, linear, with bias, Glorot
   * uniform.
   */
  public static Conv2D of(int filters, Size2D kernelSize) {
    return new Conv2D(
        filters,
        kernelSize,
        Size2D.of(1),
        Padding.VALID,
        Size2D.of(1),
        1,
        ActivationFunction.LINEAR,
        true,
        Initializer.GlorotUniform.of(),
        Initializer.Zeros.of(),
        "",
        true);
  }

  /** Returns a layer with a square kernel and Keras' defaults. */
  public static Conv2D of(int filters, int kernelSize) {
    return of(filters, Size2D.of(kernelSize));
  }

  /** Returns a copy with the same {@code strides} for rows and columns. */
  public Conv2D withStrides(int strides) {
    return withStrides(Size2D.of(strides));
  }

  /** Returns a copy with the same {@code dilationRate} for rows and columns. */
  public Conv2D withDilationRate(int dilationRate) {
    return withDilationRate(Size2D.of(dilationRate));
  }

  /** Returns a copy with this {@code strides}. */
  public Conv2D withStrides(Size2D strides) {
    return Copy.with(this, "strides", strides);
  }

  /** Returns a copy with this {@code padding}. */
  public Conv2D withPadding(Padding padding) {
    return Copy.with(this, "padding", padding);
  }

  /** Returns a copy with this {@code dilationRate}. */
  public Conv2D withDilationRate(Size2D dilationRate) {
    return Copy.with(this, "dilationRate", dilationRate);
  }

  /** Returns a copy with this {@code groups}. */
  public Conv2D withGroups(int groups) {
    return Copy.with(this, "groups", groups);
  }

  /** Returns a copy with this {@code activation}. */
  public Conv2D withActivation(ActivationFunction activation) {
    return Copy.with(this, "activation", activation);
  }

  /** Returns a copy with this {@code useBias}. */
  public Conv2D withUseBias(boolean useBias) {
    return Copy.with(this, "useBias", useBias);
  }

  /** Returns a copy with this {@code kernelInitializer}. */
  public Conv2D withKernelInitializer(Initializer kernelInitializer) {
    return Copy.with(this, "kernelInitializer", kernelInitializer);
  }

  /** Returns a copy with this {@code biasInitializer}. */
  public Conv2D withBiasInitializer(Initializer biasInitializer) {
    return Copy.with(this, "biasInitializer", biasInitializer);
  }

  @Override
  public Conv2D withName(String name) {
    return Copy.with(this, "name", name);
  }

  /** Returns a copy whose weights training changes, or leaves alone. */
  public Conv2D withTrainable(boolean trainable) {
    return Copy.with(this, "trainable", trainable);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    Windows.requireImage(input);
    if (input.dim(2) % groups != 0) {
      throw new InvalidInputException(
          "",
          "a number of channels that its " + groups + " groups divide",
          input.toString(),
          "change groups or the layer before it");
    }
    return Windows.slide(input, kernelSize, dilationRate, strides, padding, filters);
  }

  @Override
  public List<WeightSpec> weights(TensorShape input) {
    TensorShape shape =
        TensorShape.of(kernelSize.rows(), kernelSize.columns(), input.dim(2) / groups, filters);
    WeightSpec kernel = new WeightSpec("kernel", shape, kernelInitializer, trainable);
    return useBias
        ? List.of(
            kernel, new WeightSpec("bias", TensorShape.of(filters), biasInitializer, trainable))
        : List.of(kernel);
  }
}
