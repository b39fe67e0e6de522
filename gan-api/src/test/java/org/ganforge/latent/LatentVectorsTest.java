package org.ganforge.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

class LatentVectorsTest {
  private static final FloatTensor A = FloatTensor.of(TensorShape.of(1, 3), 1, -2, 0.5f);
  private static final FloatTensor B = FloatTensor.of(TensorShape.of(1, 3), 4, 4, 4);

  @Test
  void addsAndSubtractsElementwise() {
    assertThat(LatentVectors.plus(A, B))
        .isEqualTo(FloatTensor.of(TensorShape.of(1, 3), 5, 2, 4.5f));
    assertThat(LatentVectors.minus(B, A))
        .isEqualTo(FloatTensor.of(TensorShape.of(1, 3), 3, 6, 3.5f));
  }

  @Test
  void leavesItsArgumentsUnchanged() {
    LatentVectors.plus(A, B);
    assertThat(A.toArray()).containsExactly(1, -2, 0.5f);
    assertThat(B.toArray()).containsExactly(4, 4, 4);
  }

  @Test
  void stacksVectorsAndBatchesInTheirOrder() {
    FloatTensor single = FloatTensor.of(TensorShape.of(2), 5, 6);
    FloatTensor batch = FloatTensor.of(TensorShape.of(2, 2), 1, 2, 3, 4);
    assertThat(LatentVectors.stack(single, batch, single))
        .isEqualTo(FloatTensor.of(TensorShape.of(4, 2), 5, 6, 1, 2, 3, 4, 5, 6));
  }

  @Test
  void refusesVectorsOfTwoShapes() {
    FloatTensor other = FloatTensor.of(TensorShape.of(3), 1, 2, 3);
    assertThatThrownBy(() -> LatentVectors.minus(A, other))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "latent vectors a - b: expected b of a's shape [1, 3] but found [3];"
                + " take vectors of the same generator");
    assertThatThrownBy(() -> LatentVectors.plus(other, A))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "latent vectors a + b: expected b of a's shape [3] but found [1, 3];"
                + " take vectors of the same generator");
  }

  @Test
  void refusesToStackVectorsOfTwoLengths() {
    FloatTensor shorter = FloatTensor.of(TensorShape.of(2), 1, 2);
    assertThatThrownBy(() -> LatentVectors.stack(A, shorter))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "latent vectors to stack: expected vectors of one length, 3 but found one of 2;"
                + " take vectors of the same generator");
  }

  @Test
  void refusesToStackNothingAndImages() {
    assertThatThrownBy(LatentVectors::stack)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "latent vectors to stack: expected at least one but found none; give the vectors");
    FloatTensor image = FloatTensor.of(TensorShape.of(1, 1, 1), 1);
    assertThatThrownBy(() -> LatentVectors.stack(image))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "latent vectors to stack: expected vectors [length] or [count, length]"
                + " but found [1, 1, 1]; give noise, not images");
  }
}
