package org.ganforge.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Output sizes of convolutions and pools, checked against moving windows one by one. */
class WindowShapesTest {
  @ParameterizedTest
  @EnumSource
  void aConvolutionHasARowForEveryPositionOfItsKernel(Padding padding) {
    for (int length = 1; length <= 14; length++) {
      for (int kernel = 1; kernel <= 6; kernel++) {
        for (int stride = 1; stride <= 5; stride++) {
          assertLength(length, kernel, 1, stride, padding);
        }
        for (int dilation = 2; dilation <= 4; dilation++) {
          assertLength(length, kernel, dilation, 1, padding);
        }
      }
    }
  }

  /** Rows and columns get different sizes, so that swapping them is noticed. */
  private static void assertLength(
      int length, int kernel, int dilation, int stride, Padding padding) {
    Conv2D rows =
        Conv2D.of(5, Size2D.of(kernel, 1))
            .withDilationRate(Size2D.of(dilation, 1))
            .withStrides(Size2D.of(stride, 1))
            .withPadding(padding);
    Conv2D columns =
        Conv2D.of(5, Size2D.of(1, kernel))
            .withDilationRate(Size2D.of(1, dilation))
            .withStrides(Size2D.of(1, stride))
            .withPadding(padding);
    int positions = Positions.of(length, kernel, dilation, stride, padding);
    TensorShape tall = TensorShape.of(length, 3, 2);
    TensorShape wide = TensorShape.of(3, length, 2);
    if (positions == 0) {
      assertThatThrownBy(() -> rows.outputShape(tall)).isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> columns.outputShape(wide)).isInstanceOf(InvalidInputException.class);
      return;
    }
    String name = length + ", " + rows;
    assertThat(rows.outputShape(tall)).as(name).isEqualTo(TensorShape.of(positions, 3, 5));
    assertThat(columns.outputShape(wide)).as(name).isEqualTo(TensorShape.of(3, positions, 5));
  }

  @ParameterizedTest
  @EnumSource
  void aPoolHasARowForEveryPositionOfItsWindow(Padding padding) {
    for (int length = 1; length <= 14; length++) {
      for (int size = 1; size <= Math.min(6, length); size++) {
        for (int stride = 1; stride <= 5; stride++) {
          int rows = Positions.of(length, size, 1, stride, padding);
          int columns = Positions.of(14, 3, 1, 2, padding);
          TensorShape expected = TensorShape.of(rows, columns, 4);
          Size2D pool = Size2D.of(size, 3);
          Size2D strides = Size2D.of(stride, 2);
          for (Layer layer : pools(pool, strides, padding)) {
            assertThat(layer.outputShape(TensorShape.of(length, 14, 4)))
                .as("%d, %s", length, layer)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  private static List<Layer> pools(Size2D pool, Size2D strides, Padding padding) {
    List<Layer> pools = new ArrayList<>();
    pools.add(MaxPooling2D.of().withPoolSize(pool).withStrides(strides).withPadding(padding));
    pools.add(AveragePooling2D.of().withPoolSize(pool).withStrides(strides).withPadding(padding));
    return pools;
  }

  @Test
  void aPoolWithoutStridesMovesByItsSize() {
    Size2D size = Size2D.of(2, 3);
    assertThat(MaxPooling2D.of().withPoolSize(size).stepSize()).isEqualTo(size);
    assertThat(AveragePooling2D.of().withPoolSize(size).stepSize()).isEqualTo(size);
    assertThat(MaxPooling2D.of().withStrides(Size2D.of(1)).stepSize()).isEqualTo(Size2D.of(1));
    assertThat(AveragePooling2D.of().withStrides(size).stepSize()).isEqualTo(size);
    TensorShape image = TensorShape.of(7, 7, 4);
    TensorShape halves = TensorShape.of(3, 2, 4);
    assertThat(MaxPooling2D.of().withPoolSize(size).outputShape(image)).isEqualTo(halves);
    assertThat(AveragePooling2D.of().withPoolSize(size).outputShape(image)).isEqualTo(halves);
  }

  @ParameterizedTest
  @EnumSource
  void aSeparatedConvolutionHasTheShapeOfAWholeOne(Padding padding) {
    TensorShape image = TensorShape.of(9, 7, 4);
    Size2D kernel = Size2D.of(3, 2);
    Size2D step = Size2D.of(2, 1);
    Conv2D whole = Conv2D.of(12, kernel).withPadding(padding);
    DepthwiseConv2D each = DepthwiseConv2D.of(kernel).withPadding(padding).withDepthMultiplier(3);
    SeparableConv2D both =
        SeparableConv2D.of(12, kernel).withPadding(padding).withDepthMultiplier(5);
    TensorShape strided = whole.withStrides(step).outputShape(image);
    assertThat(each.withStrides(step).outputShape(image)).isEqualTo(strided);
    assertThat(both.withStrides(step).outputShape(image)).isEqualTo(strided);
    TensorShape dilated = whole.withDilationRate(step).outputShape(image);
    assertThat(each.withDilationRate(step).outputShape(image)).isEqualTo(dilated);
    assertThat(both.withDilationRate(step).outputShape(image)).isEqualTo(dilated);
  }

  @Test
  void groupsDoNotChangeTheShape() {
    TensorShape image = TensorShape.of(8, 8, 6);
    assertThat(Conv2D.of(9, 3).withGroups(3).outputShape(image))
        .isEqualTo(Conv2D.of(9, 3).outputShape(image))
        .isEqualTo(TensorShape.of(6, 6, 9));
  }
}
