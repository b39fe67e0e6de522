package org.ganforge.json.form;

import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.optimizer.ConstantRate;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.LearningRate;

/**
 * A learning rate in the form of an optimizer's arguments. A decay at every update is written as
 * Keras 2's {@code decay} next to the initial learning rate.
 *
 * @param learningRate a number, or a schedule
 * @param decay Keras 2's decay; 0 for none
 */
record DecayedRate(LearningRate learningRate, double decay) {
  /** Checks that a schedule has no additional decay. */
  DecayedRate {
    Checks.notNegative("decay", decay);
    if (decay > 0 && !(learningRate instanceof ConstantRate)) {
      throw new InvalidInputException(
          "decay", "0 beside a schedule", Checks.number(decay), "leave it out");
    }
  }

  static DecayedRate of(LearningRate rate) {
    return rate instanceof InverseTimeDecay decay && decay.decaySteps() == 1 && !decay.staircase()
        ? new DecayedRate(ConstantRate.of(decay.initialLearningRate()), decay.decayRate())
        : new DecayedRate(rate, 0);
  }

  LearningRate rate() {
    return decay > 0 && learningRate instanceof ConstantRate constant
        ? InverseTimeDecay.of(constant.value(), 1, decay)
        : learningRate;
  }
}
