package org.ganforge.latent;

import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;
import org.ganforge.noise.Noise;
import org.ganforge.noise.Normal;
import org.ganforge.noise.Semicircle;
import org.ganforge.noise.Uniform;
import org.hipparchus.special.Erf;

/**
 * Noise without its rare values: each number has the distribution that the noise has between two
 * bounds around its middle. Images lie closer to the typical ones, and differ less from each other.
 *
 * <p>A number keeps its rank: one that exceeds a share of all noise exceeds the same share of the
 * truncated. So the same seed gives a similar image, which changes smoothly with the threshold.
 * Brock et al. (2019), who introduced truncation, draw again what is out of bounds, which gives the
 * same distribution and another image.
 *
 * @param threshold where the bounds are: for normal noise in standard deviations from the mean,
 *     above 0 and at most 5; for uniform and semicircle noise as a share of the way from the middle
 *     to the ends, above 0 and at most 1. Uniform noise is thereby scaled towards its middle
 * @see <a href="https://arxiv.org/abs/1809.11096">Brock, Donahue, Simonyan, "Large Scale GAN
 *     Training for High Fidelity Natural Image Synthesis" (2019)</a>
 */
public record Truncation(double threshold) {
  /** Beyond, nothing is left to be cut off: one number in two million. */
  private static final double MOST_DEVIATIONS = 5;

  private static final double ROOT_OF_TWO = Math.sqrt(2);

  /** Checks that the threshold is above 0. */
  public Truncation {
    Checks.positive("truncation", threshold);
  }

  /**
   * Returns the largest threshold for a distribution.
   *
   * @param noise the distribution
   */
  public static double most(Noise noise) {
    return noise instanceof Normal ? MOST_DEVIATIONS : 1;
  }

  /**
   * Returns noise truncated, in the shape that it has.
   *
   * @param noise the distribution that the values are drawn from
   * @throws org.ganforge.error.InvalidInputException if the threshold is above the largest one
   */
  public FloatTensor of(Noise noise, FloatTensor values) {
    Checks.closed("truncation", threshold, 0, most(noise));
    float[] numbers = values.toArray();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) of(noise, numbers[i]);
    }
    return FloatTensor.wrap(values.shape(), numbers);
  }

  private double of(Noise noise, double value) {
    if (noise instanceof Normal normal) {
      return normal.mean() + normal.stddev() * normal((value - normal.mean()) / normal.stddev());
    } else if (noise instanceof Uniform uniform) {
      double middle = (uniform.minval() + uniform.maxval()) / 2;
      return middle + threshold * (value - middle);
    } else if (noise instanceof Semicircle semicircle) {
      return semicircle.radius() * semicircle(value / semicircle.radius());
    }
    throw new AssertionError(noise);
  }

  /** Of 0, half of the noise is below, and below its opposite as much as above itself. */
  private double normal(double value) {
    double share = Erf.erf(Math.abs(value) / ROOT_OF_TWO) * Erf.erf(threshold / ROOT_OF_TWO);
    return Math.signum(value) * ROOT_OF_TWO * Erf.erfInv(share);
  }

  /** Bisection, since the inverse has no closed form. */
  private double semicircle(double value) {
    double share = semicircleShare(Math.min(1, Math.abs(value))) * semicircleShare(threshold);
    double low = 0;
    double high = threshold;
    for (int i = 0; i < Double.SIZE; i++) {
      double middle = (low + high) / 2;
      if (semicircleShare(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.signum(value) * low;
  }

  /** Returns how much of the distribution of radius 1 lies between -x and x. */
  private static double semicircleShare(double x) {
    return 2 / Math.PI * (x * Math.sqrt(1 - x * x) + Math.asin(x));
  }
}
