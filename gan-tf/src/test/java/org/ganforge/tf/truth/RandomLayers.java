package org.ganforge.tf.truth;

import java.util.List;
import java.util.Random;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.AveragePooling2D;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Cropping2D;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.ELU;
import org.ganforge.layer.GlobalMaxPooling2D;
import org.ganforge.layer.GroupNormalization;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LayerNormalization;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.PReLU;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.ReLU;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.ZeroPadding2D;

/**
 * Draws layers that suit a shape.
 *
 * @param random the source of random numbers
 * @param stridedPoints whether a kernel of one pixel may have strides
 */
record RandomLayers(Random random, boolean stridedPoints) {
  /** Around the sizes of registers, 4, 8 and 16, and beyond the block sizes of kernels. */
  private static final List<Integer> CHANNELS =
      List.of(
          1, 1, 2, 3, 3, 4, 5, 7, 8, 8, 12, 15, 16, 16, 17, 24, 31, 32, 32, 33, 40, 47, 48, 49, 63,
          64, 64, 65, 72, 80, 96, 100, 112, 128, 144);

  private static final List<Integer> KERNELS = List.of(1, 1, 2, 3, 3, 3, 4, 5, 5, 6);
  private static final List<Integer> STRIDES = List.of(1, 1, 1, 1, 2, 2, 3);

  private static final List<ActivationFunction> SMOOTH =
      List.of(
          ActivationFunction.LINEAR,
          ActivationFunction.TANH,
          ActivationFunction.TANH,
          ActivationFunction.SIGMOID,
          ActivationFunction.SOFTPLUS,
          ActivationFunction.SOFTSIGN,
          ActivationFunction.ELU,
          ActivationFunction.GELU,
          ActivationFunction.SILU);

  <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /** Returns a whole number between both, inclusive. */
  int between(int first, int last) {
    return first + random.nextInt(last - first + 1);
  }

  int channels() {
    return one(CHANNELS);
  }

  ActivationFunction smooth() {
    return one(SMOOTH);
  }

  private Size2D pair(List<Integer> sizes) {
    int rows = one(sizes);
    return Size2D.of(rows, chance(0.6) ? rows : one(sizes));
  }

  private Size2D strides(Size2D kernel) {
    Size2D strides = chance(0.1) ? kernel : pair(STRIDES); // the former cuts an image into patches
    return kernel.isOne() && !stridedPoints ? Size2D.of(1) : strides;
  }

  /** Returns valid or, if the window is too large for that, same. */
  private Padding padding(TensorShape image, int height, int width) {
    boolean fits = height <= image.dim(0) && width <= image.dim(1);
    return fits && chance(0.5) ? Padding.VALID : Padding.SAME;
  }

  Conv2D convolution(TensorShape image) {
    Size2D kernel = pair(KERNELS);
    Size2D strides = strides(kernel);
    Size2D rate = strides.isOne() && chance(0.1) ? pair(List.of(1, 2, 3)) : Size2D.of(1);
    int filters = channels();
    return Conv2D.of(filters, kernel)
        .withStrides(strides)
        .withDilationRate(rate)
        .withPadding(
            padding(
                image, reach(kernel.rows(), rate.rows()), reach(kernel.columns(), rate.columns())))
        .withGroups(chance(0.15) ? commonDivisor(filters, image.dim(2)) : 1)
        .withUseBias(chance(0.7))
        .withActivation(smooth());
  }

  /** Returns a depthwise convolution, in half of the cases a separable one. */
  Layer convolutionOfChannels(TensorShape image) {
    Size2D kernel = pair(KERNELS);
    Size2D strides = strides(kernel);
    Size2D rate = strides.isOne() && chance(0.1) ? pair(List.of(1, 2, 3)) : Size2D.of(1);
    Padding padding =
        padding(image, reach(kernel.rows(), rate.rows()), reach(kernel.columns(), rate.columns()));
    int multiplier = image.dim(2) > 64 ? 1 : one(List.of(1, 1, 1, 2, 3));
    if (chance(0.5)) {
      return SeparableConv2D.of(channels(), kernel)
          .withStrides(strides)
          .withDilationRate(rate)
          .withPadding(padding)
          .withDepthMultiplier(multiplier)
          .withUseBias(chance(0.7))
          .withActivation(smooth());
    }
    return DepthwiseConv2D.of(kernel)
        .withStrides(strides)
        .withDilationRate(rate)
        .withPadding(padding)
        .withDepthMultiplier(multiplier)
        .withUseBias(chance(0.7))
        .withActivation(smooth());
  }

  /** Returns a convolution typical after enlarging an image. */
  Layer unstridedConvolution() {
    Size2D kernel = pair(KERNELS);
    if (chance(0.3)) {
      return Conv2DTranspose.of(channels(), kernel)
          .withPadding(Padding.SAME)
          .withUseBias(chance(0.7))
          .withActivation(smooth());
    }
    return Conv2D.of(channels(), kernel)
        .withPadding(Padding.SAME)
        .withUseBias(chance(0.7))
        .withActivation(smooth());
  }

  Conv2DTranspose transposed() {
    Size2D kernel = pair(KERNELS);
    Size2D strides = strides(kernel);
    Size2D rate = strides.isOne() && chance(0.1) ? pair(List.of(1, 2)) : Size2D.of(1);
    Padding padding = chance(0.5) ? Padding.VALID : Padding.SAME;
    Conv2DTranspose layer =
        Conv2DTranspose.of(channels(), kernel)
            .withStrides(strides)
            .withDilationRate(rate)
            .withPadding(padding)
            .withUseBias(chance(0.7))
            .withActivation(smooth());
    boolean odd =
        reach(kernel.rows(), rate.rows()) % 2 == 1
            && reach(kernel.columns(), rate.columns()) % 2 == 1;
    // With padding same, an even kernel and a stride of 1, no output padding is allowed.
    return chance(0.2) && (odd || padding == Padding.VALID)
        ? layer.withOutputPadding(
            Size2D.of(between(0, strides.rows() - 1), between(0, strides.columns() - 1)))
        : layer;
  }

  Layer pooling(TensorShape image, boolean max) {
    if (max && chance(0.2)) {
      return GlobalMaxPooling2D.of().withKeepdims(chance(0.5));
    }
    Size2D size = pair(List.of(2, 2, 2, 3));
    Size2D strides = chance(0.6) ? size : pair(List.of(1, 2, 3));
    Padding padding = padding(image, size.rows(), size.columns());
    return max
        ? MaxPooling2D.of().withPoolSize(size).withStrides(strides).withPadding(padding)
        : AveragePooling2D.of().withPoolSize(size).withStrides(strides).withPadding(padding);
  }

  ZeroPadding2D zeroPadding() {
    return ZeroPadding2D.of()
        .withPadding(Padding2D.of(between(0, 2), between(0, 2), between(0, 2), between(0, 2)));
  }

  /** Returns a layer that leaves at least one pixel of an image. */
  Cropping2D cropping(TensorShape image) {
    int rows = Math.min(2, (image.dim(0) - 1) / 2);
    int columns = Math.min(2, (image.dim(1) - 1) / 2);
    return Cropping2D.of()
        .withCropping(
            Padding2D.of(
                between(0, rows), between(0, rows), between(0, columns), between(0, columns)));
  }

  /** Normalizing only one or two numbers leaves almost no information. */
  Layer normalization(TensorShape shape) {
    int channels = shape.dim(-1);
    if (channels == 1 || chance(0.65)) {
      return BatchNormalization.of().withScale(chance(0.8)).withCenter(chance(0.8));
    }
    int groups = commonDivisor(channels, channels);
    if (chance(0.5) && shape.size() / groups >= 4) {
      return GroupNormalization.of()
          .withGroups(groups == channels ? -1 : groups)
          .withScale(chance(0.8))
          .withCenter(chance(0.8));
    }
    return LayerNormalization.of().withScale(chance(0.8)).withCenter(chance(0.8));
  }

  /** Returns an activation whose gradient jumps somewhere. */
  Layer bent() {
    return switch (random.nextInt(6)) {
      case 0 -> Activation.of(ActivationFunction.SELU);
      case 1 -> Activation.of(ActivationFunction.RELU);
      case 2 -> ELU.of().withAlpha(0.5);
      case 3 -> PReLU.of().withSharedAxes(List.of(1));
      case 4 -> ReLU.of().withNegativeSlope(0.1).withThreshold(0.2).withMaxValue(1.2);
      default -> LeakyReLU.of(0.2);
    };
  }

  /** Returns whether the function maps many inputs to the same value. */
  static boolean hasPlateau(Layer activation) {
    return activation instanceof ReLU
        || (activation instanceof Activation a && a.activation() == ActivationFunction.RELU);
  }

  private static int reach(int kernel, int rate) {
    return (kernel - 1) * rate + 1;
  }

  private int commonDivisor(int a, int b) {
    int divisor = between(1, Math.min(a, b));
    while (a % divisor != 0 || b % divisor != 0) {
      divisor--;
    }
    return divisor;
  }
}
