package org.ganforge.train;

/**
 * The part of the current iteration so far that a schedule can see.
 *
 * @param discriminatorTurns how many turns the discriminator has had in this iteration
 * @param generatorTurns how many updates the generator has had in this iteration
 * @param validationAccuracy the accuracy of the last check, in [0, 1]; NaN before the first check
 *     of the iteration
 */
public record History(int discriminatorTurns, int generatorTurns, double validationAccuracy) {
  /** Returns the history at the start of an iteration. */
  public static History start() {
    return new History(0, 0, Double.NaN);
  }

  /**
   * Returns the history after one more turn of {@code turn}, checked with accuracy {@code
   * validation} or NaN.
   */
  public History after(Turn turn, double validation) {
    return turn == Turn.DISCRIMINATOR
        ? new History(discriminatorTurns + 1, generatorTurns, validation)
        : new History(discriminatorTurns, generatorTurns + 1, validation);
  }
}
