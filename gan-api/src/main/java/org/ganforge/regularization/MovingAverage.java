package org.ganforge.regularization;

import java.util.List;
import java.util.Optional;
import org.ganforge.internal.Checks;

/**
 * Keeps a moving average of the generator's weights, its BatchNormalization statistics among them:
 * after each of the generator's updates {@code average = decay * average + (1 - decay) * weight},
 * the first update's weights being the first average (Yazici et al. 2019; the arithmetic of Keras'
 * {@code use_ema} and of PyTorch's {@code AveragedModel}). It changes nothing about the training;
 * samples, evaluations and exports are made with the average.
 *
 * @param decay how much of the average stays, in [0, 1); 0.999 by default
 * @param sampled whether the average is what samples, evaluations and exports are made with, rather
 *     than the weights as they were trained; true by default
 */
public record MovingAverage(double decay, boolean sampled) implements Regularization {
  /** Checks the decay. */
  public MovingAverage {
    Checks.halfOpen("moving_average decay", decay, 0, 1);
  }

  /** Returns the average that keeps 0.999 of itself at each update, and is sampled. */
  public static MovingAverage of() {
    return new MovingAverage(0.999, true);
  }

  /** Returns a copy with this {@code decay}. */
  public MovingAverage withDecay(double decay) {
    return new MovingAverage(decay, sampled);
  }

  /** Returns a copy that is sampled, or is not. */
  public MovingAverage withSampled(boolean sampled) {
    return new MovingAverage(decay, sampled);
  }

  /** Returns the one among these, if there is one. */
  public static Optional<MovingAverage> among(List<Regularization> regularization) {
    return regularization.stream()
        .filter(MovingAverage.class::isInstance)
        .map(MovingAverage.class::cast)
        .findFirst();
  }

  @Override
  public boolean bounds() {
    return false;
  }
}
