package org.ganforge.optimizer;

import org.jspecify.annotations.Nullable;

/**
 * A rule that turns gradients into new weights, named as in <a
 * href="https://keras.io/api/optimizers/">Keras</a>.
 */
public sealed interface Optimizer permits Adam, RMSprop, SGD {
  /** Returns how many numbers it keeps for each one that it trains. */
  int slots();

  /** Returns the learning rate of the first update. */
  double learningRate();

  /** Returns a copy with this learning rate. */
  Optimizer withLearningRate(double learningRate);

  /**
   * Returns d in {@code learningRate / (1 + d * i)}, the learning rate of update i, counted from 0.
   */
  double decay();

  /** Returns the largest absolute value of a gradient's element, or null for no limit. */
  @Nullable Double clipvalue();

  /** Returns the largest norm of a variable's gradient, or null for no limit. */
  @Nullable Double clipnorm();

  /** Returns the largest joint norm of all gradients, or null for no limit. */
  @Nullable Double globalClipnorm();
}
