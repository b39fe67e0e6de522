package org.ganforge.tf.truth;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of one number, with its derivative.
 *
 * @param value the function
 * @param slope its derivative
 * @param kinks where the derivative jumps
 */
record ScalarFunction(DoubleUnaryOperator value, DoubleUnaryOperator slope, List<Double> kinks) {
  static ScalarFunction smooth(DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    return new ScalarFunction(value, slope, List.of());
  }

  /** Returns the function of two branches that meet at 0. */
  static ScalarFunction bent(
      DoubleUnaryOperator below,
      DoubleUnaryOperator slopeBelow,
      DoubleUnaryOperator above,
      DoubleUnaryOperator slopeAbove) {
    return new ScalarFunction(
        x -> (x > 0 ? above : below).applyAsDouble(x),
        x -> (x > 0 ? slopeAbove : slopeBelow).applyAsDouble(x),
        List.of(0.0));
  }
}
