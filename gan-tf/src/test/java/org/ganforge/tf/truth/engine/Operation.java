package org.ganforge.tf.truth.engine;

import java.util.function.Function;

/**
 * One of the engine's operations, and its gradient.
 *
 * @param name TensorFlow's name
 * @param tolerance the largest error that counts as right; see {@link Expected}
 * @param question draws a question
 */
record Operation(String name, double tolerance, Function<Draw, Question> question) {
  /** The rounding allowed in sums of float32 numbers; wrong answers are off by far more. */
  static final double FLOAT32 = 1e-4;

  /** The rounding allowed in products of bfloat16 numbers. */
  static final double BFLOAT16 = 2e-2;

  static Operation of(String name, Function<Draw, Question> question) {
    return new Operation(name, FLOAT32, question);
  }

  @Override
  public String toString() {
    return name;
  }
}
