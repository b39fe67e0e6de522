package org.ganforge.optimizer;

import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;
import org.jspecify.annotations.Nullable;

/**
 * Lowers the learning rate along half a cosine wave (Loshchilov and Hutter 2016), from its largest
 * value to {@code alpha} times that, where it stays. A warm-up first raises it linearly, from
 * {@code initialLearningRate} to {@code warmupTarget}. See <a
 * href="https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay/">Keras</a>.
 *
 * @param initialLearningRate the learning rate of the first update, at least 0
 * @param decaySteps over how many updates it falls, at least 1
 * @param alpha the final learning rate as a fraction of the largest, in [0, 1]; 0 by default
 * @param warmupTarget the learning rate at the end of the warm-up, above 0; null (the default) for
 *     no warm-up
 * @param warmupSteps how many updates the warm-up takes; 0 by default
 */
public record CosineDecay(
    double initialLearningRate,
    int decaySteps,
    double alpha,
    @Nullable Double warmupTarget,
    int warmupSteps)
    implements LearningRateSchedule {
  /** Checks the arguments. */
  public CosineDecay {
    Checks.notNegative("CosineDecay initial_learning_rate", initialLearningRate);
    Checks.positive("CosineDecay decay_steps", decaySteps);
    Checks.closed("CosineDecay alpha", alpha, 0, 1);
    Checks.notNegative("CosineDecay warmup_steps", warmupSteps);
    if (warmupTarget != null) {
      Checks.positive("CosineDecay warmup_target", warmupTarget);
    } else if (warmupSteps > 0) {
      throw new InvalidInputException(
          "CosineDecay warmup_steps",
          "0 without a warmup_target",
          warmupSteps + "",
          "give both or neither");
    }
  }

  /** Returns a schedule that falls from this learning rate to 0, without a warm-up. */
  public static CosineDecay of(double initialLearningRate, int decaySteps) {
    return new CosineDecay(initialLearningRate, decaySteps, 0, null, 0);
  }

  @Override
  public double at(long update) {
    if (warmupTarget == null) {
      return decayed(initialLearningRate, update);
    }
    return update < warmupSteps
        ? initialLearningRate + (warmupTarget - initialLearningRate) * update / warmupSteps
        : decayed(warmupTarget, update - warmupSteps);
  }

  private double decayed(double from, long update) {
    double done = (double) Math.min(update, decaySteps) / decaySteps;
    return from * (alpha + (1 - alpha) * (1 + Math.cos(Math.PI * done)) / 2);
  }

  @Override
  public double largest() {
    return warmupTarget == null ? initialLearningRate : Math.max(initialLearningRate, warmupTarget);
  }

  @Override
  public CosineDecay times(double factor) {
    Double target = warmupTarget == null ? null : warmupTarget * factor;
    return new CosineDecay(initialLearningRate * factor, decaySteps, alpha, target, warmupSteps);
  }

  /** Returns a copy with this {@code alpha}. */
  public CosineDecay withAlpha(double alpha) {
    return Copy.with(this, "alpha", alpha);
  }

  /** Returns a copy with a warm-up of this many updates. */
  public CosineDecay withWarmup(double warmupTarget, int warmupSteps) {
    return new CosineDecay(initialLearningRate, decaySteps, alpha, warmupTarget, warmupSteps);
  }

  /** Returns a copy with this {@code warmupTarget}. */
  public CosineDecay withWarmupTarget(@Nullable Double warmupTarget) {
    return Copy.with(this, "warmupTarget", warmupTarget);
  }

  /** Returns a copy with this {@code warmupSteps}. */
  public CosineDecay withWarmupSteps(int warmupSteps) {
    return Copy.with(this, "warmupSteps", warmupSteps);
  }
}
