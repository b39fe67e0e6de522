package org.ganforge.layer;

import java.util.List;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * A convolution of each channel of images by itself, with a few filters for each.
 *
 * <p>Input {@code [height, width, channels]}, output {@code [rows, columns, channels *
 * depthMultiplier]}, a channel's filters being neighbours; kernel {@code [kernel rows, kernel
 * columns, channels, depthMultiplier]}, bias {@code [channels * depthMultiplier]}. See <a
 * href="https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/">Keras</a>.
 *
 * @param kernelSize rows and columns of the kernel, each at least 1
 * @param strides how far the kernel moves; 1 by default
 * @param padding the border; valid by default
 * @param depthMultiplier the number of filters of each channel; 1 by default
 * @param dilationRate the distance of the kernel's taps; 1 by default, and 1 wherever strides are
 *     not
 * @param activation what follows; linear by default
 * @param useBias whether a bias is added; true by default
 * @param depthwiseInitializer the kernel's first values; Glorot uniform by default
 * @param biasInitializer the bias' first values; zeros by default
 * @param name the layer's name; made by the network if empty
 * @param trainable whether training changes the weights; true by default
 */
public record DepthwiseConv2D(
    Size2D kernelSize,
    Size2D strides,
    Padding padding,
    int depthMultiplier,
    Size2D dilationRate,
    ActivationFunction activation,
    boolean useBias,
    Initializer depthwiseInitializer,
    Initializer biasInitializer,
    String name,
    boolean trainable)
    implements UnaryLayer {
  /** Checks the arguments. */
  public DepthwiseConv2D {
    Windows.check("DepthwiseConv2D", kernelSize, strides, dilationRate);
    Checks.positive("DepthwiseConv2D depth_multiplier", depthMultiplier);
  }

  /**
   * Returns a layer with Keras' defaults: stride 1, padding valid, one filter a channel, linear,
   * with bias, Glorot uniform.
   */
  public static DepthwiseConv2D of(Size2D kernelSize) {
    return new DepthwiseConv2D(
        kernelSize,
        Size2D.of(1),
        Padding.VALID,
        1,
        Size2D.of(1),
        ActivationFunction.LINEAR,
        true,
        Initializer.GlorotUniform.of(),
        Initializer.Zeros.of(),
        "",
        true);
  }

  /** Returns a layer with a square kernel and Keras' defaults. */
  public static DepthwiseConv2D of(int kernelSize) {
    return of(Size2D.of(kernelSize));
  }

  /** Returns a copy with the same {@code strides} for rows and columns. */
  public DepthwiseConv2D withStrides(int strides) {
    return withStrides(Size2D.of(strides));
  }

  /** Returns a copy with the same {@code dilationRate} for rows and columns. */
  public DepthwiseConv2D withDilationRate(int dilationRate) {
    return withDilationRate(Size2D.of(dilationRate));
  }

  /** Returns a copy with this {@code strides}. */
  public DepthwiseConv2D withStrides(Size2D strides) {
    return Copy.with(this, "strides", strides);
  }

  /** Returns a copy with this {@code padding}. */
  public DepthwiseConv2D withPadding(Padding padding) {
    return Copy.with(this, "padding", padding);
  }

  /** Returns a copy with this {@code depthMultiplier}. */
  public DepthwiseConv2D withDepthMultiplier(int depthMultiplier) {
    return Copy.with(this, "depthMultiplier", depthMultiplier);
  }

  /** Returns a copy with this {@code dilationRate}. */
  public DepthwiseConv2D withDilationRate(Size2D dilationRate) {
    return Copy.with(this, "dilationRate", dilationRate);
  }

  /** Returns a copy with this {@code activation}. */
  public DepthwiseConv2D withActivation(ActivationFunction activation) {
    return Copy.with(this, "activation", activation);
  }

  /** Returns a copy with this {@code useBias}. */
  public DepthwiseConv2D withUseBias(boolean useBias) {
    return Copy.with(this, "useBias", useBias);
  }

  /** Returns a copy with this {@code depthwiseInitializer}. */
  public DepthwiseConv2D withDepthwiseInitializer(Initializer depthwiseInitializer) {
    return Copy.with(this, "depthwiseInitializer", depthwiseInitializer);
  }

  /** Returns a copy with this {@code biasInitializer}. */
  public DepthwiseConv2D withBiasInitializer(Initializer biasInitializer) {
    return Copy.with(this, "biasInitializer", biasInitializer);
  }

  @Override
  public DepthwiseConv2D withName(String name) {
    return Copy.with(this, "name", name);
  }

  /** Returns a copy whose weights training changes, or leaves alone. */
  public DepthwiseConv2D withTrainable(boolean trainable) {
    return Copy.with(this, "trainable", trainable);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    return slide(input, kernelSize, dilationRate, strides, padding, depthMultiplier);
  }

  /** Returns the shape after a kernel of each channel has moved over an image. */
  static TensorShape slide(
      TensorShape image,
      Size2D kernelSize,
      Size2D dilationRate,
      Size2D strides,
      Padding padding,
      int depthMultiplier) {
    Windows.requireImage(image);
    long filters = (long) image.dim(2) * depthMultiplier;
    return Windows.slide(image, kernelSize, dilationRate, strides, padding, filters);
  }

  @Override
  public List<WeightSpec> weights(TensorShape input) {
    int channels = input.dim(2);
    TensorShape shape =
        TensorShape.of(kernelSize.rows(), kernelSize.columns(), channels, depthMultiplier);
    WeightSpec kernel = new WeightSpec("kernel", shape, depthwiseInitializer, trainable);
    TensorShape filters = TensorShape.of(channels * depthMultiplier);
    return useBias
        ? List.of(kernel, new WeightSpec("bias", filters, biasInitializer, trainable))
        : List.of(kernel);
  }
}
