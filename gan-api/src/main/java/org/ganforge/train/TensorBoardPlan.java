package org.ganforge.train;

import org.ganforge.internal.Checks;

/**
 * The event files of a run for TensorBoard: the numbers of each iteration, pictures, evaluations,
 * the spec and, where asked for, histograms of weights and gradients. None of it affects training.
 *
 * @param histogramsEvery the number of iterations between histograms of each weight and its
 *     gradient; 0 (the default) for no histograms
 */
public record TensorBoardPlan(long histogramsEvery) {
  /** Checks the argument. */
  public TensorBoardPlan {
    Checks.notNegative("tensorboard histograms_every", histogramsEvery);
  }

  /** Returns the plan without histograms. */
  public static TensorBoardPlan of() {
    return new TensorBoardPlan(0);
  }

  /** Returns a copy with this {@code histogramsEvery}. */
  public TensorBoardPlan withHistogramsEvery(long histogramsEvery) {
    return new TensorBoardPlan(histogramsEvery);
  }
}
