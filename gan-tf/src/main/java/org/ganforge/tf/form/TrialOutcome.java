package org.ganforge.tf.form;

import java.util.List;

/**
 * What a trial has found for a direction of a convolution.
 *
 * @param choice the form to use
 * @param nanos how long it takes for the batch; 0 where it was not timed
 * @param wrong the names of the forms whose results were wrong
 */
record TrialOutcome(Choice choice, long nanos, List<String> wrong) {
  /** Copies the list. */
  TrialOutcome {
    wrong = List.copyOf(wrong);
  }
}
