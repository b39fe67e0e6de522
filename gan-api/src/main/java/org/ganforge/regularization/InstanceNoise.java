package org.ganforge.regularization;

import org.ganforge.internal.Checks;

/**
 * Adds Gaussian noise to every image, real or generated, that the discriminator judges in an update
 * of either network (Arjovsky and Bottou 2017; Sonderby et al. 2017). Its standard deviation falls
 * linearly: {@code stddev * (1 - i / iterations)} in iteration i, counted from 0, and 0 afterwards.
 * Penalties draw separate noise; checks, scores and samples have none.
 *
 * <p>It requires the {@link org.ganforge.train.Alternating} schedule, whose iterations all have the
 * same number of updates.
 *
 * @param stddev the standard deviation in the first iteration, above 0, on the scale of the images;
 *     0.1 by default
 * @param iterations how many iterations have noise, at least 1
 */
public record InstanceNoise(double stddev, long iterations) implements Regularization {
  /** Checks both. */
  public InstanceNoise {
    Checks.positive("instance_noise stddev", stddev);
    Checks.positive("instance_noise iterations", iterations);
  }

  /** Returns noise that falls from a standard deviation of 0.1 to 0. */
  public static InstanceNoise of(long iterations) {
    return new InstanceNoise(0.1, iterations);
  }

  /** Returns a copy with this {@code stddev}. */
  public InstanceNoise withStddev(double stddev) {
    return new InstanceNoise(stddev, iterations);
  }

  @Override
  public boolean bounds() {
    return false;
  }
}
