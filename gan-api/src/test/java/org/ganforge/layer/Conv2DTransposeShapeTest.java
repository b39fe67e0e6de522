package org.ganforge.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Conv2DTransposeShapeTest {
  private static final int LENGTHS = 7;
  private static final int KERNELS = 6;
  private static final int STRIDES = 5;

  private static Conv2DTranspose layer(
      int kernel, int dilation, int stride, Padding padding, @Nullable Integer outputPadding) {
    return Conv2DTranspose.of(4, Size2D.of(kernel, 1))
        .withDilationRate(Size2D.of(dilation, 1))
        .withStrides(Size2D.of(stride, 1))
        .withPadding(padding)
        .withOutputPadding(outputPadding == null ? null : Size2D.of(outputPadding, 0));
  }

  private static int rows(Conv2DTranspose layer, int length) {
    TensorShape output = layer.outputShape(TensorShape.of(length, 3, 2));
    assertThat(output).isEqualTo(TensorShape.of(output.dim(0), 3, 4));
    return output.dim(0);
  }

  /** A transposed convolution reverses the shape of a convolution. */
  @ParameterizedTest
  @EnumSource
  void aConvolutionBringsTheOutputBackToTheInputsSize(Padding padding) {
    for (int length = 1; length <= LENGTHS; length++) {
      for (int kernel = 1; kernel <= KERNELS; kernel++) {
        for (int stride = 1; stride <= STRIDES; stride++) {
          assertInverse(length, layer(kernel, 1, stride, padding, null));
          boolean isCut = padding == Padding.SAME && kernel % 2 == 0;
          for (int extra = isCut ? 1 : 0; extra < stride; extra++) {
            assertInverse(length, layer(kernel, 1, stride, padding, extra));
          }
        }
        for (int dilation = 2; dilation <= 4; dilation++) {
          assertInverse(length, layer(kernel, dilation, 1, padding, null));
        }
      }
    }
  }

  private static void assertInverse(int length, Conv2DTranspose layer) {
    int kernel = layer.kernelSize().rows();
    int dilation = layer.dilationRate().rows();
    int stride = layer.strides().rows();
    int rows = rows(layer, length);
    assertThat(Positions.of(rows, kernel, dilation, stride, layer.padding()))
        .as("rows of %s from %d rows, for %d rows", layer, rows, length)
        .isEqualTo(length);
  }

  @Test
  void withoutABorderEveryPixelScattersItsKernelAndEachHasItsStride() {
    for (int length = 1; length <= LENGTHS; length++) {
      for (int kernel = 1; kernel <= KERNELS; kernel++) {
        for (int stride = 1; stride <= STRIDES; stride++) {
          int touched = Positions.scattered(length, kernel, 1, stride);
          assertThat(rows(layer(kernel, 1, stride, Padding.VALID, null), length))
              .isEqualTo(Math.max(touched, length * stride));
          for (int extra = 0; extra < stride; extra++) {
            assertThat(rows(layer(kernel, 1, stride, Padding.VALID, extra), length))
                .isEqualTo(touched + extra);
          }
        }
        for (int dilation = 2; dilation <= 4; dilation++) {
          assertThat(rows(layer(kernel, dilation, 1, Padding.VALID, null), length))
              .isEqualTo(Positions.scattered(length, kernel, dilation, 1));
        }
      }
    }
  }

  @Test
  void withTheSameBorderEveryPixelBecomesAStride() {
    for (int length = 1; length <= LENGTHS; length++) {
      for (int kernel = 1; kernel <= KERNELS; kernel++) {
        for (int stride = 1; stride <= STRIDES; stride++) {
          assertThat(rows(layer(kernel, 1, stride, Padding.SAME, null), length))
              .isEqualTo(length * stride);
        }
      }
    }
  }

  /** From Keras 3.15.1: {@code Conv2DTranspose(1, k, ...).compute_output_shape}. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 2, VALID, 1, 4",
    "2, 2, 3, VALID, 0, 5",
    "5, 1, 3, VALID, 2, 15",
    "5, 4, 3, VALID, 2, 18",
    "1, 3, 3, SAME, 2, 3",
    "2, 3, 2, SAME, 0, 3",
    "2, 4, 2, SAME, 1, 3",
    "5, 2, 3, SAME, 2, 14",
    "5, 1, 2, SAME, 0, 9",
    "5, 3, 3, SAME, 1, 14"
  })
  void outputPaddingCountsAsInKeras(
      int length, int kernel, int stride, Padding padding, int extra, int expected) {
    assertThat(rows(layer(kernel, 1, stride, padding, extra), length)).isEqualTo(expected);
  }

  @Test
  void rowsAndColumnsAreIndependent() {
    Conv2DTranspose layer =
        Conv2DTranspose.of(8, Size2D.of(2, 5))
            .withStrides(Size2D.of(3, 2))
            .withOutputPadding(Size2D.of(2, 1));
    assertThat(layer.outputShape(TensorShape.of(4, 6, 1))).isEqualTo(TensorShape.of(13, 16, 8));
    assertThat(
            Conv2DTranspose.of(8, Size2D.of(2, 3))
                .withDilationRate(Size2D.of(3, 2))
                .outputShape(TensorShape.of(4, 6, 1)))
        .isEqualTo(TensorShape.of(7, 10, 8));
  }
}
