package org.ganforge.train;

import org.ganforge.internal.Checks;

/**
 * Trains the generator batch by batch until its validation accuracy reaches {@code generatorUntil},
 * then the discriminator until its own reaches {@code discriminatorUntil}. Each gets at least one
 * batch and at most {@code cap} in an iteration, and every batch is followed by a check on fresh
 * data in inference mode.
 *
 * @param generatorUntil the share of fakes taken for real that ends the generator's turn, in [0,
 *     1]; 0.2 by default
 * @param discriminatorUntil the share of images told right that ends the discriminator's turn, in
 *     [0, 1]; 0.5 by default
 * @param cap the most batches of one turn, 50 by default
 * @param validation how many images a check sees, 64 by default; half of them real for the
 *     discriminator
 */
public record Adaptive(double generatorUntil, double discriminatorUntil, int cap, int validation)
    implements Schedule {
  /** Checks the arguments. */
  public Adaptive {
    Checks.closed("adaptive generator_until", generatorUntil, 0, 1);
    Checks.closed("adaptive discriminator_until", discriminatorUntil, 0, 1);
    Checks.positive("adaptive cap", cap);
    Checks.even("adaptive validation", validation);
  }

  /** Returns the limits 20 % and 50 %, at most 50 batches a turn, checks on 64 images. */
  public static Adaptive of() {
    return new Adaptive(0.2, 0.5, 50, 64);
  }

  /** Returns a copy with this share of fakes taken for real. */
  public Adaptive withGeneratorUntil(double generatorUntil) {
    return new Adaptive(generatorUntil, discriminatorUntil, cap, validation);
  }

  /** Returns a copy with this share of images classified correctly. */
  public Adaptive withDiscriminatorUntil(double discriminatorUntil) {
    return new Adaptive(generatorUntil, discriminatorUntil, cap, validation);
  }

  /** Returns a copy with this many batches at most in one turn. */
  public Adaptive withCap(int cap) {
    return new Adaptive(generatorUntil, discriminatorUntil, cap, validation);
  }

  /** Returns a copy whose checks see this many images. */
  public Adaptive withValidation(int validation) {
    return new Adaptive(generatorUntil, discriminatorUntil, cap, validation);
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
}
