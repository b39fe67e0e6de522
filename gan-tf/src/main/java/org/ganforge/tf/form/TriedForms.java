package org.ganforge.tf.form;

import java.util.List;
import java.util.Map;

/**
 * The outcomes of the trials of a graph's convolutions.
 *
 * @param table the fastest right forms
 * @param wrong the names of forms whose results were wrong, by what they were to compute
 * @param nanos how long the chosen forms take in all, those that were timed
 */
public record TriedForms(FormTable table, Map<String, List<String>> wrong, long nanos) {
  /** Copies the map. */
  public TriedForms {
    wrong = Map.copyOf(wrong);
  }
}
