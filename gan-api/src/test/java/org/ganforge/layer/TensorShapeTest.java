package org.ganforge.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorShapeTest {
  private final TensorShape image = TensorShape.of(28, 20, 3);

  @Test
  void countsDimensionsAndElements() {
    assertThat(image.rank()).isEqualTo(3);
    assertThat(image.size()).isEqualTo(1680);
    assertThat(image.toArray()).containsExactly(28, 20, 3);
    assertThat(image.dims()).containsExactly(28, 20, 3);
  }

  @Test
  void aNegativeAxisCountsFromTheEnd() {
    for (int axis = 0; axis < 3; axis++) {
      assertThat(image.dim(axis)).isEqualTo(image.dims().get(axis));
      assertThat(image.dim(axis - 3)).isEqualTo(image.dims().get(axis));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, -4, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void aMissingAxisIsAProgrammingError(int axis) {
    assertThatThrownBy(() -> image.dim(axis)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void withoutDimensionsItIsASingleNumber() {
    assertThat(TensorShape.of().size()).isEqualTo(1);
    assertThat(TensorShape.of().rank()).isZero();
    assertThat(TensorShape.of()).hasToString("[]");
    assertThat(TensorShape.of().kerasForm()).isEqualTo("(None)");
  }

  @Test
  void theLargestShapeHasAsManyElementsAsAnIntCanCount() {
    assertThat(TensorShape.of(Integer.MAX_VALUE).size()).isEqualTo(Integer.MAX_VALUE);
    assertThat(TensorShape.of(65536, 32767).size()).isEqualTo(2147418112);
  }

  @Test
  void timesPutsACountInFront() {
    assertThat(image.times(64)).isEqualTo(TensorShape.of(64, 28, 20, 3));
    assertThat(TensorShape.of().times(5)).isEqualTo(TensorShape.of(5));
    assertThat(TensorShape.of(1).times(Integer.MAX_VALUE).size()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void printsItselfInBracketsAndInKerasForm() {
    assertThat(image).hasToString("[28, 20, 3]");
    assertThat(image.kerasForm()).isEqualTo("(None, 28, 20, 3)");
    assertThat(TensorShape.of(100).kerasForm()).isEqualTo("(None, 100)");
  }

  @Test
  void isImmutable() {
    List<Integer> given = new ArrayList<>(List.of(28, 20, 3));
    TensorShape shape = new TensorShape(given);
    given.set(0, 1);
    shape.toArray()[0] = 1;
    assertThat(shape).isEqualTo(image).hasSameHashCodeAs(image);
    assertThatThrownBy(() -> shape.dims().set(0, 1))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(TensorShape.of(28, 60)).isNotEqualTo(TensorShape.of(60, 28));
  }
}
