package org.ganforge.optimizer;

import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * Decays the learning rate exponentially: {@code initialLearningRate * decayRate ^ (i /
 * decaySteps)} at update i, counted from 0. See <a
 * href="https://keras.io/api/optimizers/learning_rate_schedules/exponential_decay/">Keras</a>.
 *
 * @param initialLearningRate the learning rate of the first update, above 0
 * @param decaySteps after how many updates it is {@code decayRate} times as large, at least 1
 * @param decayRate above 0 and below 1
 * @param staircase whether it changes only every {@code decaySteps} updates; false by default
 */
public record ExponentialDecay(
    double initialLearningRate, int decaySteps, double decayRate, boolean staircase)
    implements LearningRateSchedule {
  /** Checks the arguments. */
  public ExponentialDecay {
    Checks.positive("ExponentialDecay initial_learning_rate", initialLearningRate);
    Checks.positive("ExponentialDecay decay_steps", decaySteps);
    Checks.halfOpen("ExponentialDecay decay_rate", decayRate, 0, 1);
    Checks.positive("ExponentialDecay decay_rate", decayRate);
  }

  /** Returns a schedule that decays with every update. */
  public static ExponentialDecay of(double initialLearningRate, int decaySteps, double decayRate) {
    return new ExponentialDecay(initialLearningRate, decaySteps, decayRate, false);
  }

  @Override
  public double at(long update) {
    return initialLearningRate * Math.pow(decayRate, Progress.of(update, decaySteps, staircase));
  }

  @Override
  public double largest() {
    return initialLearningRate;
  }

  @Override
  public ExponentialDecay times(double factor) {
    return Copy.with(this, "initialLearningRate", initialLearningRate * factor);
  }

  /** Returns a copy with this {@code staircase}. */
  public ExponentialDecay withStaircase(boolean staircase) {
    return Copy.with(this, "staircase", staircase);
  }
}
