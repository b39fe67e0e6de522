package org.ganforge.optimizer;

/**
 * A learning rate that depends on the number of earlier updates, which each optimizer counts
 * separately; named as in <a
 * href="https://keras.io/api/optimizers/learning_rate_schedules/">keras.optimizers.schedules</a>.
 */
public sealed interface LearningRateSchedule extends LearningRate
    permits CosineDecay, ExponentialDecay, InverseTimeDecay {}
