package org.ganforge.optimizer;

/** The learning rate of each update: one number, or a schedule. */
public sealed interface LearningRate permits ConstantRate, LearningRateSchedule {
  /** Returns the learning rate of an update, counted from 0. */
  double at(long update);

  /** Returns the largest learning rate of any update. */
  double largest();

  /** Returns a copy whose learning rate is multiplied by {@code factor} at every update. */
  LearningRate times(double factor);
}
