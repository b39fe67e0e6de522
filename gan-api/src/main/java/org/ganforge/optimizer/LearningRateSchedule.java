package org.ganforge.optimizer;

/**
 * A learning rate that depends on the number of updates before, which each optimizer counts for
 * itself; named as in <a
 * href="https://keras.io/api/optimizers/learning_rate_schedules/">keras.optimizers.schedules</a>.
 */
public sealed interface LearningRateSchedule extends LearningRate
    permits CosineDecay, ExponentialDecay, InverseTimeDecay {}
