package org.ganforge.regularization;

import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * Adapts the probability of an augmentation to how much the discriminator overfits (adaptive
 * discriminator augmentation, Karras et al. 2020). Each output for a real image in its updates
 * counts 1 if it is on the real side of the objective's threshold, and -1 on the other side; that
 * is above the threshold unless the objective's labels say otherwise. Every {@code interval} turns,
 * the probability moves by {@code images / (1000 * kimg)}, where {@code images} is the number of
 * real images in those turns: up if their mean is above the target, since the discriminator is then
 * too sure of the images it knows, and down if it is below.
 *
 * @param start the probability before the first turn, from 0 to the augmentation's {@code
 *     probability}; 0 by default
 * @param target the mean to aim for, above -1 and below 1, since means never pass these; 0.6 by
 *     default
 * @param interval the number of discriminator turns between two adaptations; 4 by default
 * @param kimg after how many thousand real images the probability can have risen from 0 to 1; 500
 *     by default
 */
public record AdaptiveProbability(double start, double target, int interval, int kimg) {
  /** Checks the arguments. */
  public AdaptiveProbability {
    Checks.closed("diff_augment adaptive start", start, 0, 1);
    Checks.open("diff_augment adaptive target", target, -1, 1);
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
