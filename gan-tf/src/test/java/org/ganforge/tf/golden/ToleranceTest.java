package org.ganforge.tf.golden;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

/** The comparison that all golden tests rely on. */
class ToleranceTest {
  private static final Tolerance TOLERANCE = new Tolerance(0.01, 0.1);

  @Test
  void allowsTheAbsolutePartAndTheShareOfTheNumber() {
    assertThatCode(() -> TOLERANCE.check("x", -2, -2.2)).doesNotThrowAnyException();
    assertThatCode(() -> TOLERANCE.check("x", 0, 0.01)).doesNotThrowAnyException();
  }

  @Test
  void namesNumberAndDistance() {
    assertThatThrownBy(() -> TOLERANCE.check("loss", 2, 2.25))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "loss: expected 2.00000000 but found 2.25000000; off by 0.250, allowed are 0.210");
  }

  @Test
  void namesTheWorstElementOfATensor() {
    FloatTensor expected = FloatTensor.of(TensorShape.of(2, 3), 1, 1, 1, 1, 1, 1);
    FloatTensor actual = FloatTensor.of(TensorShape.of(2, 3), 1, 2, 1, 1, 1.1f, 4);
    assertThatThrownBy(() -> TOLERANCE.check("output", expected, actual))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "output[1, 2]: expected 1.00000000 but found 4.00000000; off by 3.00, allowed are"
                + " 0.110; 2 of 6 elements are off");
  }

  @Test
  void nanIsNeverWithinTolerance() {
    FloatTensor expected = FloatTensor.of(TensorShape.of(1), 1);
    FloatTensor actual = FloatTensor.of(TensorShape.of(1), Float.NaN);
    assertThatThrownBy(() -> TOLERANCE.check("output", expected, actual))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "output[0]: expected 1.00000000 but found NaN; off by NaN, allowed are 0.110;"
                + " 1 of 1 elements are off");
    assertThatThrownBy(() -> TOLERANCE.check("loss", 1, Double.NaN))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void anotherShapeIsAFailure() {
    FloatTensor expected = FloatTensor.of(TensorShape.of(1, 2), 1, 1);
    FloatTensor actual = FloatTensor.of(TensorShape.of(2, 1), 1, 1);
    assertThatThrownBy(() -> TOLERANCE.check("output", expected, actual))
        .isInstanceOf(AssertionError.class)
        .hasMessage("output: expected shape [1, 2] but found [2, 1]");
  }
}
