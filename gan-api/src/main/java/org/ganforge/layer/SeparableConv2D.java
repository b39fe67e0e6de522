package org.ganforge.layer;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * A convolution of each channel of images by itself, as {@link DepthwiseConv2D} computes it, and
 * one of single pixels that joins the channels (Chollet 2016).
 *
 * <p>Input {@code [height, width, channels]}, output {@code [rows, columns, filters]}; depthwise
 * kernel {@code [kernel rows, kernel columns, channels, depthMultiplier]}, pointwise kernel {@code
 * [1, 1, channels * depthMultiplier, filters]}, bias {@code [filters]}. See <a
 * href="https://keras.io/api/layers/convolution_layers/separable_convolution2d/">Keras</a>.
 *
 * @param filters the number of output channels, at least 1
 * @param kernelSize rows and columns of the depthwise kernel, each at least 1
 * @param strides how far that kernel moves; 1 by default
 * @param padding the border; valid by default
 * @param dilationRate the distance of the kernel's taps; 1 by default, and 1 wherever strides are
 *     not
 * @param depthMultiplier the number of depthwise filters of each channel; 1 by default
 * @param activation what follows; linear by default
 * @param useBias whether a bias is added; true by default
 * @param depthwiseInitializer the depthwise kernel's first values; Glorot uniform by default
 * @param pointwiseInitializer the pointwise kernel's first values; Glorot uniform by default
 * @param biasInitializer the bias' first values; zeros by default
 * @param name the layer's name; made by the network if empty
 * @param trainable whether training changes the weights; true by default
 */
public record SeparableConv2D(
    int filters,
    Size2D kernelSize,
    Size2D strides,
    Padding padding,
    Size2D dilationRate,
    int depthMultiplier,
    ActivationFunction activation,
    boolean useBias,
    Initializer depthwiseInitializer,
    Initializer pointwiseInitializer,
    Initializer biasInitializer,
    String name,
    boolean trainable)
    implements UnaryLayer {
  /** Checks the arguments. */
  public SeparableConv2D {
    Checks.positive("SeparableConv2D filters", filters);
    Windows.check("SeparableConv2D", kernelSize, strides, dilationRate);
    Checks.positive("SeparableConv2D depth_multiplier", depthMultiplier);
  }

  /**
   * Returns a layer with Keras' defaults: stride 1, padding valid, one depthwise filter a channel,
   * linear, with bias, Glorot uniform.
   */
  public static SeparableConv2D of(int filters, Size2D kernelSize) {
    return new SeparableConv2D(
        filters,
        kernelSize,
        Size2D.of(1),
        Padding.VALID,
        Size2D.of(1),
        1,
        ActivationFunction.LINEAR,
        true,
        Initializer.GlorotUniform.of(),
        Initializer.GlorotUniform.of(),
        Initializer.Zeros.of(),
        "",
        true);
  }

  /** Returns a layer with a square kernel and Keras' defaults. */
  public static SeparableConv2D of(int filters, int kernelSize) {
    return of(filters, Size2D.of(kernelSize));
  }

  /** Returns a copy with the same {@code strides} for rows and columns. */
  public SeparableConv2D withStrides(int strides) {
    return withStrides(Size2D.of(strides));
  }

  /** Returns a copy with the same {@code dilationRate} for rows and columns. */
  public SeparableConv2D withDilationRate(int dilationRate) {
    return withDilationRate(Size2D.of(dilationRate));
  }

  /** Returns a copy with this {@code strides}. */
  public SeparableConv2D withStrides(Size2D strides) {
    return Copy.with(this, "strides", strides);
  }

  /** Returns a copy with this {@code padding}. */
  public SeparableConv2D withPadding(Padding padding) {
    return Copy.with(this, "padding", padding);
  }

  /** Returns a copy with this {@code dilationRate}. */
  public SeparableConv2D withDilationRate(Size2D dilationRate) {
    return Copy.with(this, "dilationRate", dilationRate);
  }

  /** Returns a copy with this {@code depthMultiplier}. */
  public SeparableConv2D withDepthMultiplier(int depthMultiplier) {
    return Copy.with(this, "depthMultiplier", depthMultiplier);
  }

  /** Returns a copy with this {@code activation}. */
  public SeparableConv2D withActivation(ActivationFunction activation) {
    return Copy.with(this, "activation", activation);
  }

  /** Returns a copy with this {@code useBias}. */
  public SeparableConv2D withUseBias(boolean useBias) {
    return Copy.with(this, "useBias", useBias);
  }

  /** Returns a copy with this {@code depthwiseInitializer}. */
  public SeparableConv2D withDepthwiseInitializer(Initializer depthwiseInitializer) {
    return Copy.with(this, "depthwiseInitializer", depthwiseInitializer);
  }

  /** Returns a copy with this {@code pointwiseInitializer}. */
  public SeparableConv2D withPointwiseInitializer(Initializer pointwiseInitializer) {
    return Copy.with(this, "pointwiseInitializer", pointwiseInitializer);
  }

  /** Returns a copy with this {@code biasInitializer}. */
  public SeparableConv2D withBiasInitializer(Initializer biasInitializer) {
    return Copy.with(this, "biasInitializer", biasInitializer);
  }

  @Override
  public SeparableConv2D withName(String name) {
    return Copy.with(this, "name", name);
  }

  /** Returns a copy whose weights training changes, or leaves alone. */
  public SeparableConv2D withTrainable(boolean trainable) {
    return Copy.with(this, "trainable", trainable);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    TensorShape depthwise =
        DepthwiseConv2D.slide(input, kernelSize, dilationRate, strides, padding, depthMultiplier);
    return TensorShape.of(depthwise.dim(0), depthwise.dim(1), filters);
  }

  @Override
  public List<WeightSpec> weights(TensorShape input) {
    int channels = input.dim(2);
    TensorShape depthwise =
        TensorShape.of(kernelSize.rows(), kernelSize.columns(), channels, depthMultiplier);
    TensorShape pointwise = TensorShape.of(1, 1, channels * depthMultiplier, filters);
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(new WeightSpec("depthwise_kernel", depthwise, depthwiseInitializer, trainable));
    weights.add(new WeightSpec("pointwise_kernel", pointwise, pointwiseInitializer, trainable));
    if (useBias) {
      weights.add(new WeightSpec("bias", TensorShape.of(filters), biasInitializer, trainable));
    }
    return List.copyOf(weights);
  }
}
