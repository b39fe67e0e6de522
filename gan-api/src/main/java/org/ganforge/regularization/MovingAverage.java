package org.ganforge.regularization;

import java.util.List;
import java.util.Optional;
import org.ganforge.internal.Checks;

/**
 * Keeps a moving average of the generator's weights, including its BatchNormalization statistics:
 * after each of the generator's updates {@code average = decay * average + (1 - decay) * weight},
 * starting from the weights after the first update (Yazici et al. 2019; the arithmetic of Keras'
 * {@code use_ema} and of PyTorch's {@code AveragedModel}). It doesn't affect training; samples,
 * evaluations and exports are made with the average.
 *
 * @param decay the fraction of the average that is kept at each update, in [0, 1); 0.999 by default
 * @param sampled whether samples, evaluations and exports use the average rather than the trained
 *     weights; true by default
 */
public record MovingAverage(double decay, boolean sampled) implements Regularization {
  /** Checks the decay. */
  public MovingAverage {
    Checks.halfOpen("moving_average decay", decay, 0, 1);
  }

  /** Returns the average with a decay of 0.999, which samples use. */
  public static MovingAverage of() {
    return new MovingAverage(0.999, true);
  }

  /** Returns a copy with this {@code decay}. */
  public MovingAverage withDecay(double decay) {
    return new MovingAverage(decay, sampled);
  }

  /** Returns a copy with this {@code sampled}. */
  public MovingAverage withSampled(boolean sampled) {
    return new MovingAverage(decay, sampled);
  }

  /** Returns the moving average in this list, if there is one. */
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
