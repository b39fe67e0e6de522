package org.ganforge.layer;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;
import org.jspecify.annotations.Nullable;

/**
 * A transposed convolution: the gradient of {@link Conv2D} with respect to its input, which
 * enlarges images.
 *
 * <p>Input {@code [height, width, channels]}, output {@code [rows, columns, filters]}; kernel
 * {@code [kernel rows, kernel columns, filters, channels]}, bias {@code [filters]}. A side of n
 * becomes {@code n * stride} with padding same and {@code n * stride + max(kernel - stride, 0)}
 * with padding valid, unless {@code outputPadding} says otherwise. See <a
 * href="https://keras.io/api/layers/convolution_layers/convolution2d_transpose/">Keras</a>.
 *
 * @param filters the number of output channels, at least 1
 * @param kernelSize rows and columns of the kernel, each at least 1
 * @param strides how far the kernel moves; 1 by default
 * @param padding the border; valid by default
 * @param outputPadding pixels added to one side of the output, below the strides, and above 0 where
 *     padding is same and the kernel even; null (the default) chooses it
 * @param dilationRate the distance of the kernel's taps; 1 by default, and 1 wherever strides are
 *     not
 * @param activation what follows; linear by default
 * @param useBias whether a bias is added; true by default
 * @param kernelInitializer the kernel's first values; Glorot uniform by default
 * @param biasInitializer the bias' first values; zeros by default
 * @param name the layer's name; made by the network if empty
 * @param trainable whether training changes the weights; true by default
 */
public record Conv2DTranspose(
    int filters,
    Size2D kernelSize,
    Size2D strides,
    Padding padding,
    @Nullable Size2D outputPadding,
    Size2D dilationRate,
    ActivationFunction activation,
    boolean useBias,
    Initializer kernelInitializer,
    Initializer biasInitializer,
    String name,
    boolean trainable)
    implements UnaryLayer {
  /** Checks the arguments. */
  public Conv2DTranspose {
    Checks.positive("Conv2DTranspose filters", filters);
    Windows.check("Conv2DTranspose", kernelSize, strides, dilationRate);
    if (outputPadding != null) {
      long height = Windows.reach(kernelSize.rows(), dilationRate.rows());
      long width = Windows.reach(kernelSize.columns(), dilationRate.columns());
      checkOutputPadding("rows", outputPadding.rows(), strides.rows(), padding, height);
      checkOutputPadding("columns", outputPadding.columns(), strides.columns(), padding, width);
    }
  }

  /** An even kernel with padding same and nothing added would lose a position of the input. */
  private static void checkOutputPadding(
      String axis, int extra, int stride, Padding padding, long reach) {
    String where = "Conv2DTranspose output_padding " + axis;
    Checks.halfOpen(where, extra, 0, stride);
    if (extra == 0 && padding == Padding.SAME && reach % 2 == 0) {
      throw new InvalidInputException(
          where,
          "1 or more where padding is \"same\" and the kernel's reach, " + reach + ", is even",
          "0",
          "leave it out, or use padding \"valid\"");
    }
  }

  /**
   * Returns a layer with Keras' defaults: stride 1, padding valid, linear, with bias, Glorot
   * uniform.
   */
  public static Conv2DTranspose of(int filters, Size2D kernelSize) {
    return new Conv2DTranspose(
        filters,
        kernelSize,
        Size2D.of(1),
        Padding.VALID,
        null,
        Size2D.of(1),
        ActivationFunction.LINEAR,
        true,
        Initializer.GlorotUniform.of(),
        Initializer.Zeros.of(),
        "",
        true);
  }

  /** Returns a layer with a square kernel and Keras' defaults. */
  public static Conv2DTranspose of(int filters, int kernelSize) {
    return of(filters, Size2D.of(kernelSize));
  }

  /** Returns a copy with the same {@code strides} for rows and columns. */
  public Conv2DTranspose withStrides(int strides) {
    return withStrides(Size2D.of(strides));
  }

  /** Returns a copy with this {@code strides}. */
  public Conv2DTranspose withStrides(Size2D strides) {
    return Copy.with(this, "strides", strides);
  }

  /** Returns a copy with this {@code padding}. */
  public Conv2DTranspose withPadding(Padding padding) {
    return Copy.with(this, "padding", padding);
  }

  /** Returns a copy with this {@code outputPadding}. */
  public Conv2DTranspose withOutputPadding(@Nullable Size2D outputPadding) {
    return Copy.with(this, "outputPadding", outputPadding);
  }

  /** Returns a copy with this {@code dilationRate}. */
  public Conv2DTranspose withDilationRate(Size2D dilationRate) {
    return Copy.with(this, "dilationRate", dilationRate);
  }

  /** Returns a copy with this {@code activation}. */
  public Conv2DTranspose withActivation(ActivationFunction activation) {
    return Copy.with(this, "activation", activation);
  }

  /** Returns a copy with this {@code useBias}. */
  public Conv2DTranspose withUseBias(boolean useBias) {
    return Copy.with(this, "useBias", useBias);
  }

  /** Returns a copy with this {@code kernelInitializer}. */
  public Conv2DTranspose withKernelInitializer(Initializer kernelInitializer) {
    return Copy.with(this, "kernelInitializer", kernelInitializer);
  }

  /** Returns a copy with this {@code biasInitializer}. */
  public Conv2DTranspose withBiasInitializer(Initializer biasInitializer) {
    return Copy.with(this, "biasInitializer", biasInitializer);
  }

  @Override
  public Conv2DTranspose withName(String name) {
    return Copy.with(this, "name", name);
  }

  /** Returns a copy whose weights training changes, or leaves alone. */
  public Conv2DTranspose withTrainable(boolean trainable) {
    return Copy.with(this, "trainable", trainable);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    Windows.requireImage(input);
    long height = Windows.reach(kernelSize.rows(), dilationRate.rows());
    long width = Windows.reach(kernelSize.columns(), dilationRate.columns());
    Integer extraRows = outputPadding == null ? null : outputPadding.rows();
    Integer extraColumns = outputPadding == null ? null : outputPadding.columns();
    return TensorShape.image(
        length(input.dim(0), height, strides.rows(), extraRows),
        length(input.dim(1), width, strides.columns(), extraColumns),
        filters);
  }

  private long length(int length, long kernel, int stride, @Nullable Integer extra) {
    if (extra == null) {
      long rest = padding == Padding.VALID ? Math.max(kernel - stride, 0) : 0;
      return (long) length * stride + rest;
    }
    long cut = padding == Padding.SAME ? 2 * (kernel / 2) : 0;
    return (length - 1L) * stride + kernel - cut + extra;
  }

  @Override
  public List<WeightSpec> weights(TensorShape input) {
    TensorShape shape =
        TensorShape.of(kernelSize.rows(), kernelSize.columns(), filters, input.dim(2));
    WeightSpec kernel = new WeightSpec("kernel", shape, kernelInitializer, trainable);
    return useBias
        ? List.of(
            kernel, new WeightSpec("bias", TensorShape.of(filters), biasInitializer, trainable))
        : List.of(kernel);
  }
}
