package org.ganforge.optimizer;

import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * Divides the learning rate by a number that grows linearly with the updates: {@code
 * initialLearningRate / (1 + decayRate * i / decaySteps)} at update i, counted from 0. With 1 decay
 * step it is what Keras 2 calls an optimizer's {@code decay}. See <a
 * href="https://keras.io/api/optimizers/learning_rate_schedules/inverse_time_decay/">Keras</a>.
 *
 * @param initialLearningRate the learning rate of the first update, above 0
 * @param decaySteps after how many updates the divisor has grown by {@code decayRate}, at least 1
 * @param decayRate how much it grows, above 0
 * @param staircase whether it grows only every {@code decaySteps} updates; false by default
 */
public record InverseTimeDecay(
    double initialLearningRate, int decaySteps, double decayRate, boolean staircase)
    implements LearningRateSchedule {
  /** Checks the arguments. */
  public InverseTimeDecay {
    Checks.positive("InverseTimeDecay initial_learning_rate", initialLearningRate);
    Checks.positive("InverseTimeDecay decay_steps", decaySteps);
    Checks.positive("InverseTimeDecay decay_rate", decayRate);
  }

  /** Returns a schedule that decays with every update. */
  public static InverseTimeDecay of(double initialLearningRate, int decaySteps, double decayRate) {
    return new InverseTimeDecay(initialLearningRate, decaySteps, decayRate, false);
  }

  @Override
  public double at(long update) {
    return initialLearningRate / (1 + decayRate * Progress.of(update, decaySteps, staircase));
  }

  @Override
  public double largest() {
    return initialLearningRate;
  }

  @Override
  public InverseTimeDecay times(double factor) {
    return Copy.with(this, "initialLearningRate", initialLearningRate * factor);
  }

  /** Returns a copy with this {@code staircase}. */
  public InverseTimeDecay withStaircase(boolean staircase) {
    return Copy.with(this, "staircase", staircase);
  }
}
