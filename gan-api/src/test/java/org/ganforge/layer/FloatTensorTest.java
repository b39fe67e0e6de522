package org.ganforge.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FloatTensorTest {
  private static final TensorShape SHAPE = TensorShape.of(2, 3);

  private final FloatTensor tensor = FloatTensor.of(SHAPE, 1, 2, 3, 4, 5, 6);

  @Test
  void knowsItsShapeAndItsNumbers() {
    assertThat(tensor.shape()).isEqualTo(SHAPE);
    assertThat(tensor.count()).isEqualTo(2);
    assertThat(tensor.get(4)).isEqualTo(5f);
    assertThat(tensor.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(tensor).hasToString("FloatTensor[2, 3]");
  }

  @Test
  void copiesItsInputAndOutput() {
    float[] values = {1, 2, 3, 4, 5, 6};
    FloatTensor copy = FloatTensor.of(SHAPE, values);
    values[0] = 9;
    copy.toArray()[1] = 9;
    assertThat(copy).isEqualTo(tensor);
  }

  @Test
  void wrapDoesNotCopyTheArray() {
    float[] values = {1, 2, 3, 4, 5, 6};
    FloatTensor wrapped = FloatTensor.wrap(SHAPE, values);
    assertThat(wrapped).isEqualTo(tensor);
    values[0] = 9;
    assertThat(wrapped.get(0)).isEqualTo(9f);
    wrapped.toArray()[1] = 9;
    assertThat(wrapped.get(1)).isEqualTo(2f);
  }

  @Test
  void refusesMoreOrFewerNumbersThanTheShapeHas() {
    assertThatThrownBy(() -> FloatTensor.of(SHAPE, 1, 2, 3))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "values: expected 6 numbers for shape [2, 3] but found 3;"
                + " give as many as the shape holds");
    assertThatThrownBy(() -> FloatTensor.wrap(TensorShape.of(), new float[2]))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "values: expected 1 numbers for shape [] but found 2; give as many as the shape holds");
  }

  @Test
  void returnsOneExampleOfABatch() {
    assertThat(tensor.example(0)).isEqualTo(FloatTensor.of(TensorShape.of(3), 1, 2, 3));
    assertThat(tensor.example(1)).isEqualTo(FloatTensor.of(TensorShape.of(3), 4, 5, 6));
    FloatTensor row = FloatTensor.of(TensorShape.of(3), 7, 8, 9);
    assertThat(row.example(2)).isEqualTo(FloatTensor.of(TensorShape.of(), 9));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, 3, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void aMissingExampleIsAProgrammingError(int index) {
    assertThatThrownBy(() -> tensor.example(index)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void returnsSomeExamplesOfABatch() {
    FloatTensor three = FloatTensor.of(TensorShape.of(3, 2), 1, 2, 3, 4, 5, 6);
    assertThat(three.slice(1, 3)).isEqualTo(FloatTensor.of(TensorShape.of(2, 2), 3, 4, 5, 6));
    assertThat(three.slice(0, 1)).isEqualTo(FloatTensor.of(TensorShape.of(1, 2), 1, 2));
    assertThat(three.slice(0, 3)).isSameAs(three);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, 3", "1, 1", "2, 1", "0, 2147483647"})
  void refusesASliceOfMissingExamples(int from, int to) {
    assertThatThrownBy(() -> tensor.slice(from, to))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "slice of [2, 3]: expected at least one of examples 0 up to 2 but found %d up to %d;"
                + " choose examples in that range",
            from, to);
  }

  @Test
  void concatenatesBatches() {
    FloatTensor one = FloatTensor.of(TensorShape.of(1, 3), 7, 8, 9);
    assertThat(FloatTensor.concat(List.of(tensor, one)))
        .isEqualTo(FloatTensor.of(TensorShape.of(3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9));
    assertThat(FloatTensor.concat(List.of(one, tensor.slice(1, 2), one)))
        .isEqualTo(FloatTensor.of(TensorShape.of(3, 3), 7, 8, 9, 4, 5, 6, 7, 8, 9));
    assertThat(FloatTensor.concat(List.of(tensor))).isSameAs(tensor);
  }

  @Test
  void refusesToConcatenateDifferentShapes() {
    FloatTensor wide = FloatTensor.of(TensorShape.of(1, 2), 7, 8);
    assertThatThrownBy(() -> FloatTensor.concat(List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "batches: expected at least one but found none; give the batches to concatenate");
    assertThatThrownBy(() -> FloatTensor.concat(List.of(tensor, wide)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "batches: expected examples of one shape, [3], but found [2]; give all the "
                + "same shape");
  }

  @Test
  void refusesToConcatenateMoreThanAnIntCanCount() {
    FloatTensor megabyte = FloatTensor.wrap(TensorShape.of(1 << 18), new float[1 << 18]);
    assertThatThrownBy(() -> FloatTensor.concat(Collections.nCopies(1 << 14, megabyte)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "shape: expected dimensions of at least 1 with at most 2147483647 elements"
                + " but found [4294967296]; change the sizes");
  }

  @Test
  void isEqualByShapeAndNumbers() {
    assertThat(tensor)
        .isEqualTo(FloatTensor.of(SHAPE, 1, 2, 3, 4, 5, 6))
        .hasSameHashCodeAs(FloatTensor.of(SHAPE, 1, 2, 3, 4, 5, 6))
        .isNotEqualTo(FloatTensor.of(SHAPE, 1, 2, 3, 4, 5, 7))
        .isNotEqualTo(FloatTensor.of(TensorShape.of(3, 2), 1, 2, 3, 4, 5, 6))
        .isNotEqualTo("FloatTensor[2, 3]");
  }

  @Test
  void zeroAndMinusZeroDifferAndNotANumberIsItself() {
    TensorShape one = TensorShape.of(1);
    assertThat(FloatTensor.of(one, 0f)).isNotEqualTo(FloatTensor.of(one, -0f));
    assertThat(FloatTensor.of(one, Float.NaN)).isEqualTo(FloatTensor.of(one, Float.NaN));
  }
}
