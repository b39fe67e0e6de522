package org.ganforge.tf.form;

import java.util.List;

/**
 * The outcome of a trial for one direction of a convolution.
 *
 * @param choice the form to use
 * @param nanos how long it takes for the batch; 0 if there was nothing to choose, {@link #UNTIMED}
 *     if time ran out
 * @param wrong the names of the forms whose results were wrong
 */
record TrialOutcome(Choice choice, long nanos, List<String> wrong) {
  static final long UNTIMED = -1;

  /** Copies the list. */
  TrialOutcome {
    wrong = List.copyOf(wrong);
  }
}
