package org.ganforge.regularization;

import java.util.List;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;
import org.jspecify.annotations.Nullable;

/**
 * Differentiable augmentation (Zhao et al. 2020): every image that the discriminator judges in an
 * update of either network, real or generated, is first changed at random, and gradients flow
 * through the changes. The discriminator cannot memorize a small data set, and the generator
 * doesn't learn the changes, since its own images are changed too.
 *
 * <p>Samples, scores, checks and evaluations use unchanged images. Penalties change their images as
 * well, but take gradients with respect to the unchanged ones. The random numbers depend only on
 * the seed and the number of updates.
 *
 * @param policy the kinds of changes, in the order applied; all three by default
 * @param probability the probability of applying each kind to an image, above 0 and at most 1; 1 by
 *     default. Below 1 (Karras et al. 2020), unchanged images are the most frequent
 * @param adaptive how the probability is adapted; {@code probability} is then the highest it can
 *     become, also for a training resumed from a higher one. Null, for a constant probability, by
 *     default
 */
public record DiffAugment(
    List<Change> policy, double probability, @Nullable AdaptiveProbability adaptive)
    implements Regularization {
  /** A kind of change. */
  public enum Change {
    /**
     * Brightness: a random number in [-1/2, 1/2), in units of half the data's value range, is
     * added. Then saturation: the difference of each pixel's channels from their mean is multiplied
     * by a number in [0, 2). Then contrast: the difference of all pixels from their mean is
     * multiplied by a number in [1/2, 3/2).
     */
    COLOR,
    /**
     * The image is moved by whole pixels, up to an eighth of its height and width, rounded down, in
     * each direction, and filled with zeros.
     */
    TRANSLATION,
    /**
     * A rectangle of half the height and width, rounded down, is set to zero; its centre is
     * anywhere in the image, so part of it may be outside.
     */
    CUTOUT
  }

  /** Checks the arguments. */
  public DiffAugment {
    Checks.notEmpty("diff_augment policy", policy, "name a change");
    policy = List.copyOf(Checks.distinct("diff_augment policy", policy));
    Checks.positive("diff_augment probability", probability);
    Checks.closed("diff_augment probability", probability, 0, 1);
    if (adaptive != null && adaptive.start() > probability) {
      throw new InvalidInputException(
          "diff_augment adaptive start",
          "at most the probability, " + Checks.number(probability) + ", which is the highest,",
          Checks.number(adaptive.start()),
          "lower start or raise probability");
    }
  }

  /** Returns all changes, applied to every image. */
  public static DiffAugment of() {
    return new DiffAugment(List.of(Change.values()), 1, null);
  }

  /** Returns a copy with these changes, in this order. */
  public DiffAugment withPolicy(List<Change> policy) {
    return Copy.with(this, "policy", policy);
  }

  /** Returns a copy with these changes, in this order. */
  public DiffAugment withPolicy(Change... policy) {
    return withPolicy(List.of(policy));
  }

  /** Returns a copy with this {@code probability}. */
  public DiffAugment withProbability(double probability) {
    return Copy.with(this, "probability", probability);
  }

  /** Returns a copy with this {@code adaptive}; null for a constant probability. */
  public DiffAugment withAdaptive(@Nullable AdaptiveProbability adaptive) {
    return Copy.with(this, "adaptive", adaptive);
  }

  /** Returns the one among these, if there is one. */
  public static Optional<DiffAugment> among(List<Regularization> regularization) {
    return regularization.stream()
        .filter(DiffAugment.class::isInstance)
        .map(DiffAugment.class::cast)
        .findFirst();
  }

  @Override
  public boolean bounds() {
    return false;
  }
}
