package org.ganforge.observe;

import org.ganforge.internal.Checks;

/**
 * A warning that training is failing or about to fail.
 *
 * @param iteration how many iterations were done when it was noticed
 * @param sign the kind of failure
 * @param text the observation, with numbers, and what the literature advises; one line
 */
public record CollapseWarning(long iteration, Sign sign, String text) {
  /** The kinds of failure that can be observed. */
  public enum Sign {
    /** The discriminator is almost always right, and the generator gets worse. */
    DISCRIMINATOR_SATURATED,
    /**
     * Both networks succeed on the generator's images, since they see different ones: the
     * discriminator's are generated in inference mode.
     */
    FAKES_IN_ANOTHER_MODE,
    /** Nothing bounds the slope of a Wasserstein critic. */
    CRITIC_UNBOUNDED,
    /** The generator draws nearly the same image from any noise. */
    SAMPLES_ALIKE,
    /** Some classes of the real images occur in no sample. */
    CLASSES_MISSING
  }

  /** Checks that the iteration is at least 1. */
  public CollapseWarning {
    if (iteration < 0) {
      Checks.positive("warning iteration", iteration);
    }
  }

  /** Returns {@code iteration 1200: the discriminator is right on ...}. */
  @Override
  public String toString() {
    return "iteration " + iteration + ": " + text;
  }
}
