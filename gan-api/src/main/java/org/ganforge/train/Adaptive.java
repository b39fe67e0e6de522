package org.ganforge.train;

import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * Trains the generator turn by turn until its validation accuracy reaches {@code generatorUntil},
 * then the discriminator until its accuracy reaches {@code discriminatorUntil}. A turn is {@code
 * updatesPerCheck} batches followed by a check on fresh data in inference mode; each network has at
 * least one turn and at most {@code cap} in an iteration.
 *
 * <p>Keras' {@code fit} with a {@code validation_split} holds out the last part of its arrays
 * before shuffling them. If 80 generated images follow 80 real ones, a split of 0.2 validates on 32
 * generated images alone and trains on 80 real and 48 generated ones, in 4 batches of 32 by
 * default. This corresponds to a batch size of 32 with {@code updatesPerCheck} 4, {@code realShare}
 * 0.625, {@code validation} 32 and {@code validationRealShare} 0.
 *
 * @param generatorUntil the fraction of fakes classified as real at which the generator's turns
 *     end, in [0, 1]; 0.2 by default
 * @param discriminatorUntil the fraction of images classified correctly at which the
 *     discriminator's turns end, in [0, 1]; 0.5 by default
 * @param cap the most turns of one network in an iteration, 50 by default
 * @param validation the number of images in a check, 64 by default
 * @param updatesPerCheck how many batches a turn has before its check, 1 by default; Keras' {@code
 *     fit} calls it {@code steps_per_epoch}
 * @param realShare the fraction of real images in the discriminator's batch, in [0, 1], to the
 *     nearest image but at least one of each kind; 0.5 by default
 * @param validationRealShare the fraction of real images in the discriminator's check, in [0, 1],
 *     to the nearest image; 0.5 by default, and 0 checks on generated images alone
 */
public record Adaptive(
    double generatorUntil,
    double discriminatorUntil,
    int cap,
    int validation,
    int updatesPerCheck,
    double realShare,
    double validationRealShare)
    implements Schedule {
  /** Checks the arguments. */
  public Adaptive {
    Checks.closed("adaptive generator_until", generatorUntil, 0, 1);
    Checks.closed("adaptive discriminator_until", discriminatorUntil, 0, 1);
    Checks.positive("adaptive cap", cap);
    Checks.positive("adaptive validation", validation);
    Checks.positive("adaptive updates_per_check", updatesPerCheck);
    Checks.closed("adaptive real_share", realShare, 0, 1);
    Checks.closed("adaptive validation_real_share", validationRealShare, 0, 1);
  }

  /**
   * Returns the limits 20 % and 50 %, at most 50 turns of one batch each, checks on 64 images, and
   * as many real images as generated ones.
   */
  public static Adaptive of() {
    return new Adaptive(0.2, 0.5, 50, 64, 1, 0.5, 0.5);
  }

  /** Returns how many real images a check of the discriminator has. */
  public int validationRealCount() {
    return (int) Math.rint(validation * validationRealShare);
  }

  /** Returns how many of {@code images} are real: rounded, with at least one of each kind. */
  @Override
  public int realCount(int images) {
    return (int) Math.max(1, Math.min(images - 1, Math.rint(images * realShare)));
  }

  @Override
  public Turn next(History history) {
    if (history.discriminatorTurns() == 0) {
      boolean done = history.generatorTurns() > 0 && history.validationAccuracy() >= generatorUntil;
      return done || history.generatorTurns() >= cap ? Turn.DISCRIMINATOR : Turn.GENERATOR;
    }
    boolean done = history.validationAccuracy() >= discriminatorUntil;
    return done || history.discriminatorTurns() >= cap ? Turn.END_OF_ITERATION : Turn.DISCRIMINATOR;
  }

  /** Returns a copy with this {@code generatorUntil}. */
  public Adaptive withGeneratorUntil(double generatorUntil) {
    return Copy.with(this, "generatorUntil", generatorUntil);
  }

  /** Returns a copy with this {@code discriminatorUntil}. */
  public Adaptive withDiscriminatorUntil(double discriminatorUntil) {
    return Copy.with(this, "discriminatorUntil", discriminatorUntil);
  }

  /** Returns a copy with this {@code cap}. */
  public Adaptive withCap(int cap) {
    return Copy.with(this, "cap", cap);
  }

  /** Returns a copy with this {@code validation}. */
  public Adaptive withValidation(int validation) {
    return Copy.with(this, "validation", validation);
  }

  /** Returns a copy with this {@code updatesPerCheck}. */
  public Adaptive withUpdatesPerCheck(int updatesPerCheck) {
    return Copy.with(this, "updatesPerCheck", updatesPerCheck);
  }

  /** Returns a copy with this {@code realShare}. */
  public Adaptive withRealShare(double realShare) {
    return Copy.with(this, "realShare", realShare);
  }

  /** Returns a copy with this {@code validationRealShare}. */
  public Adaptive withValidationRealShare(double validationRealShare) {
    return Copy.with(this, "validationRealShare", validationRealShare);
  }
}
