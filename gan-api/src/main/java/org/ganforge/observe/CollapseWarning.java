package org.ganforge.observe;

import org.ganforge.internal.Checks;

/**
 * A sign that a training fails or is about to, as an observer sees it.
 *
 * @param iteration how many iterations were done when it was seen
 * @param sign what it is a sign of
 * @param text what is seen, with its figures, and what the literature advises; one line
 */
public record CollapseWarning(long iteration, Sign sign, String text) {
  /** What can be seen from outside. */
  public enum Sign {
    /** The discriminator is hardly ever wrong, and the generator gets worse. */
    DISCRIMINATOR_SATURATED,
    /**
     * Both networks are right about the generator's images, since they see different ones: the
     * discriminator's are drawn in inference mode.
     */
    FAKES_IN_ANOTHER_MODE,
    /** Nothing bounds a critic of Wasserstein's loss. */
    CRITIC_UNBOUNDED,
    /** The generator draws nearly the same image from any noise. */
    SAMPLES_ALIKE,
    /** Classes of the real images that no sample belongs to. */
    CLASSES_MISSING
  }

  /** Checks that it is not before the start. */
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
