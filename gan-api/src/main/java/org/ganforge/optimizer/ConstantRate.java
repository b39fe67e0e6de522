package org.ganforge.optimizer;

import org.ganforge.internal.Checks;

/**
 * The same learning rate for every update.
 *
 * @param value the learning rate, above 0
 */
public record ConstantRate(double value) implements LearningRate {
  /** Checks the argument. */
  public ConstantRate {
    Checks.positive("learning_rate", value);
  }

  /** Returns this learning rate. */
  public static ConstantRate of(double value) {
    return new ConstantRate(value);
  }

  @Override
  public double at(long update) {
    return value;
  }

  @Override
  public double largest() {
    return value;
  }

  @Override
  public ConstantRate times(double factor) {
    return of(value * factor);
  }
}
