package org.ganforge.tf.form;

import java.util.List;
import java.util.Map;

/**
 * The outcomes of the trials of a graph's convolutions.
 *
 * @param table the fastest right forms
 * @param wrong the names of forms whose results were wrong, keyed by what they should have computed
 * @param nanos how long the chosen forms take in total, counting those that were timed
 */
public record TriedForms(FormTable table, Map<String, List<String>> wrong, long nanos) {
  /** Copies the map. */
  public TriedForms {
    wrong = Map.copyOf(wrong);
  }
}
