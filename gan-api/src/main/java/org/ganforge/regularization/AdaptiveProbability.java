package org.ganforge.regularization;

import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * Adapts the probability of an augmentation to how much the discriminator overfits (adaptive
 * discriminator augmentation, Karras et al. 2020). The sign of each of its outputs for real images
 * in its updates, 1 above the objective's threshold and -1 below it, is averaged over some turns.
 * If the mean is above the target, the discriminator is too sure of the images it knows, and the
 * probability rises by {@code images / (1000 * kimg)}; if it is below, it falls by as much.
 *
 * @param start the probability before the first turn, in [0, 1]; 0 by default
 * @param target the mean sign that is aimed at, above -1 and below 1; 0.6 by default
 * @param interval how many turns of the discriminator an average is over; 4 by default
 * @param kimg how many thousand real images the probability takes from 0 to 1 at the fastest; 500
 *     by default
 */
public record AdaptiveProbability(double start, double target, int interval, int kimg) {
  /** Checks the arguments. */
  public AdaptiveProbability {
    Checks.closed("diff_augment adaptive start", start, 0, 1);
    Checks.halfOpen("diff_augment adaptive target", target, -1, 1);
    Checks.positive("diff_augment adaptive interval", interval);
    Checks.positive("diff_augment adaptive kimg", kimg);
  }

  /** Returns the settings of StyleGAN2-ADA. */
  public static AdaptiveProbability of() {
    return new AdaptiveProbability(0, 0.6, 4, 500);
  }

  /** Returns a copy with this {@code start}. */
  public AdaptiveProbability withStart(double start) {
    return Copy.with(this, "start", start);
  }

  /** Returns a copy with this {@code target}. */
  public AdaptiveProbability withTarget(double target) {
    return Copy.with(this, "target", target);
  }

  /** Returns a copy with this {@code interval}. */
  public AdaptiveProbability withInterval(int interval) {
    return Copy.with(this, "interval", interval);
  }

  /** Returns a copy with these {@code kimg}. */
  public AdaptiveProbability withKimg(int kimg) {
    return Copy.with(this, "kimg", kimg);
  }
}
