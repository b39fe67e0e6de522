package org.ganforge.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The expected shapes are from Keras 3.15.1: {@code keras.layers.Add().compute_output_shape(...)}.
 */
class MergeShapesTest {
  static final MergeLayer[] ELEMENTWISE = {Add.of(), Multiply.of()};

  private static TensorShape shape(int... dims) {
    return TensorShape.of(dims);
  }

  @ParameterizedTest
  @FieldSource("ELEMENTWISE")
  void onesRepeatAndShapesAreAlignedAtTheirEnds(MergeLayer layer) {
    assertThat(layer.outputShape(shape(4, 3), shape(4, 3))).isEqualTo(shape(4, 3));
    assertThat(layer.outputShape(shape(4, 1), shape(1, 3))).isEqualTo(shape(4, 3));
    assertThat(layer.outputShape(shape(3), shape(5, 4, 3))).isEqualTo(shape(5, 4, 3));
    assertThat(layer.outputShape(shape(1, 1, 3), shape(5, 4, 1), shape(4, 3)))
        .isEqualTo(shape(5, 4, 3));
    assertThat(layer.weights(shape(3), shape(3))).isEmpty();
  }

  @Test
  void joiningAddsSizesAlongItsAxis() {
    assertThat(Concatenate.of().outputShape(shape(4, 3), shape(4, 2), shape(4, 1)))
        .isEqualTo(shape(4, 6));
    assertThat(Concatenate.of().withAxis(1).outputShape(shape(4, 3), shape(2, 3)))
        .isEqualTo(shape(6, 3));
    assertThat(Concatenate.of().withAxis(-2).outputShape(shape(4, 3, 2), shape(4, 5, 2)))
        .isEqualTo(shape(4, 8, 2));
  }

  @Test
  void axesCountAsInKeras() {
    assertThat(Concatenate.of().axisWithin(3)).isEqualTo(2);
    assertThat(Concatenate.of().withAxis(-3).axisWithin(3)).isZero();
    assertThat(Concatenate.of().withAxis(1).axisWithin(3)).isZero();
    assertThat(Concatenate.of().withAxis(3).axisWithin(3)).isEqualTo(2);
  }

  @Test
  void everyKindIsListedOnce() {
    assertThat(Layer.kinds())
        .doesNotHaveDuplicates()
        .contains(Add.class, Dense.class)
        .doesNotContain(Network.class)
        .allMatch(Class::isRecord);
  }
}
