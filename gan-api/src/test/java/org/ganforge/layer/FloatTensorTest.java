package org.ganforge.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  void copiesWhatItIsGivenAndWhatItGives() {
    float[] values = {1, 2, 3, 4, 5, 6};
    FloatTensor copy = FloatTensor.of(SHAPE, values);
    values[0] = 9;
    copy.toArray()[1] = 9;
    assertThat(copy).isEqualTo(tensor);
  }

  @Test
  void wrapTakesTheArrayOver() {
    float[] values = {1, 2, 3, 4, 5, 6};
    FloatTensor wrapped = FloatTensor.wrap(SHAPE, values);
    assertThat(wrapped).isEqualTo(tensor);
    values[0] = 9;
    assertThat(wrapped.get(0)).isEqualTo(9f);
    wrapped.toArray()[1] = 9;
    assertThat(wrapped.get(1)).isEqualTo(2f);
  }

  @Test
  void refusesMoreOrFewerNumbersThanTheShapeHolds() {
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
  void givesOneExampleOfABatch() {
    assertThat(tensor.example(0)).isEqualTo(FloatTensor.of(TensorShape.of(3), 1, 2, 3));
    assertThat(tensor.example(1)).isEqualTo(FloatTensor.of(TensorShape.of(3), 4, 5, 6));
    FloatTensor row = FloatTensor.of(TensorShape.of(3), 7, 8, 9);
    assertThat(row.example(2)).isEqualTo(FloatTensor.of(TensorShape.of(), 9));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, 3, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void anExampleThatIsNotThereIsTheProgramsMistake(int index) {
    assertThatThrownBy(() -> tensor.example(index)).isInstanceOf(IndexOutOfBoundsException.class);
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
