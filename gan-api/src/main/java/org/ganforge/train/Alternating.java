package org.ganforge.train;

import org.ganforge.internal.Checks;

/**
 * A fixed number of turns each, the discriminator first.
 *
 * @param discriminatorTurns turns of the discriminator in an iteration, 1 by default
 * @param generatorTurns updates of the generator in an iteration, 1 by default
 */
public record Alternating(int discriminatorTurns, int generatorTurns) implements Schedule {
  /** Checks that both are at least 1. */
  public Alternating {
    Checks.positive("alternating discriminator_turns", discriminatorTurns);
    Checks.positive("alternating generator_turns", generatorTurns);
  }

  /** Returns one turn each. */
  public static Alternating of() {
    return new Alternating(1, 1);
  }

  /** Returns a copy with this many turns of the discriminator in an iteration. */
  public Alternating withDiscriminatorTurns(int discriminatorTurns) {
    return new Alternating(discriminatorTurns, generatorTurns);
  }

  /** Returns a copy with this many updates of the generator in an iteration. */
  public Alternating withGeneratorTurns(int generatorTurns) {
    return new Alternating(discriminatorTurns, generatorTurns);
  }

  @Override
  public Turn next(History history) {
    if (history.discriminatorTurns() < discriminatorTurns) {
      return Turn.DISCRIMINATOR;
    }
    return history.generatorTurns() < generatorTurns ? Turn.GENERATOR : Turn.END_OF_ITERATION;
  }
}
